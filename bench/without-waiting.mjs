// Loaded before Keywright (`--import`) if it only fills an endpoint that is measured afterwards: waiting for AWS's
// quotas would take minutes and prove nothing.
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';

timers.setTimeout = async () => undefined;
syncBuiltinESMExports();
