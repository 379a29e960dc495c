import { TagResourceCommand, UntagResourceCommand } from '@aws-sdk/client-secrets-manager';
import { segmentsOf } from '../../../schemas/json/pointer.ts';
import type { Change } from '../../../schemas/plan.ts';
import type { Session } from './session.ts';

/**
 * Carries out tag changes. Tags to remove go first, while the record still lists them; tags to set go in one call with
 * their record.
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
