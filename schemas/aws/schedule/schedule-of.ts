import type { Rotation } from '../../declarations.ts';

/** The schedule expression of a rotation by a function, as declared. */
export function scheduleOf(rotation: Rotation | null): string | undefined {
  return rotation === null || rotation.manual === true ? undefined : rotation.schedule;
}
