import type { Estate, Generated } from '../schemas/types.ts';
import { generateKubernetes } from './kubernetes/generate.ts';

export type Generator = {
  readonly name: string;
  /** The top-level folder that all of its files are in, and where files that it no longer wants are looked for. */
  readonly folder: string;
  readonly generate: (estate: Estate) => Generated;
};

export const generators: readonly Generator[] = [
  { name: 'kubernetes', folder: 'manifests', generate: generateKubernetes },
];
