import type { Estate, Generated } from '../schemas/types.ts';
import { generateKubernetes } from './kubernetes/generate.ts';

export type Generator = {
  readonly name: string;
  /** The top-level folder for all of its files; files there that it no longer generates are obsolete. */
  readonly folder: string;
  readonly generate: (estate: Estate) => Generated;
};

export const generators: readonly Generator[] = [
  { name: 'kubernetes', folder: 'manifests', generate: generateKubernetes },
];
