import type { Settings } from '../../../schemas/declarations.ts';

type Problem = { readonly pointer: string; readonly message: string };

/** Settings that can't both be meant, once the layers are merged. `pointer`s are into the resolved document. */
export function contradictions({ state, manage, adopt }: Settings): readonly Problem[] {
  const isTheirs = manage === false;
  const isAbsent = state === 'absent';
  return [
    ...(isTheirs && isAbsent ? [{ pointer: '/spec/state', message: THEIRS_ABSENT }] : []),
    ...(isTheirs && adopt === true ? [{ pointer: '/spec/adopt', message: THEIRS_ADOPTED }] : []),
    ...(!isTheirs && isAbsent && adopt === true ? [{ pointer: '/spec/adopt', message: ADOPTED_ABSENT }] : []),
  ];
}

const THEIRS_ABSENT =
  'With manage: false the secret is someone else\'s and is never deleted; remove "state", or "manage: false".';
const THEIRS_ADOPTED =
  'With manage: false the secret stays someone else\'s, so it can\'t be adopted; remove "adopt", or "manage: false".';
const ADOPTED_ABSENT =
  'This would delete a secret that was never taken over; adopt it first, and remove "adopt" once it is ours.';
