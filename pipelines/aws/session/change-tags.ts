import { TagResourceCommand, UntagResourceCommand } from '@aws-sdk/client-secrets-manager';
import { segmentsOf } from '../../../schemas/json/pointer.ts';
import type { Change } from '../../../schemas/plan.ts';
import type { Session } from './session.ts';

/**
 * Carries out the changes of tags. What goes is removed first, while it is still recorded as ours; what comes is
 * set in one call with its record.
 */
export async function changeTags(session: Session, arn: string, changes: readonly Change[]): Promise<void> {
  const client = session.secretsManager(session.environment.spec.aws.region);
  const tags = changes.flatMap(({ path, after }) => {
    const [field, key] = segmentsOf(path);
    return field === 'tags' && key !== undefined ? [{ key, after }] : [];
  });
  const removed = tags.filter(({ after }) => after === null).map(({ key }) => key);
  const set = tags.flatMap(({ key, after }) => (typeof after === 'string' ? [{ Key: key, Value: after }] : []));
  if (removed.length > 0) await client.send(new UntagResourceCommand({ SecretId: arn, TagKeys: removed }));
  if (set.length > 0) await client.send(new TagResourceCommand({ SecretId: arn, Tags: set }));
}
