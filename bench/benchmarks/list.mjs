import { apply } from './apply.mjs';
import { generate } from './generate.mjs';
import { lint, spectral } from './lint.mjs';
import { plan } from './plan.mjs';
import { start } from './start.mjs';

/** In the order of docs/performance.md. */
export const benchmarks = [start, lint, spectral, generate, plan, apply];
