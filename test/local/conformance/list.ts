import type { Behaviour } from './behaviour.ts';
import { changes } from './changes.ts';
import { creation } from './create.ts';
import { deletion } from './deletion.ts';
import { lists } from './lists.ts';
import { metadata } from './metadata.ts';
import { protocol } from './protocol.ts';
import { replication } from './replication.ts';
import { rotation } from './rotation.ts';
import { values } from './values.ts';

/** Every documented behaviour that the suite knows. */
export const behaviours: readonly Behaviour[] = [
  ...creation,
  ...values,
  ...changes,
  ...lists,
  ...deletion,
  ...metadata,
  ...replication,
  ...rotation,
  ...protocol,
];
