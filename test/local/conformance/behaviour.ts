import type { Aws } from './aws.ts';

/** One behaviour that AWS documents. */
export type Behaviour = {
  readonly title: string;
  /** Where it is documented. */
  readonly source: string;
  /** Rejects where the service behaves otherwise. */
  readonly run: (aws: Aws) => Promise<unknown>;
};

const ROOT = 'https://docs.aws.amazon.com';

/** A page of the API reference: an operation's, or a data type's. */
export const api = (page: string) => `${ROOT}/secretsmanager/latest/apireference/API_${page}.html`;
export const guide = (page: string) => `${ROOT}/secretsmanager/latest/userguide/${page}.html`;
export const commonErrors = `${ROOT}/secretsmanager/latest/apireference/CommonErrors.html`;
export const stsApi = (page: string) => `${ROOT}/STS/latest/APIReference/API_${page}.html`;
export const kmsApi = (page: string) => `${ROOT}/kms/latest/APIReference/API_${page}.html`;

/** Behaviours that one page documents. */
export const from = (source: string, cases: Readonly<Record<string, Behaviour['run']>>): readonly Behaviour[] =>
  Object.entries(cases).map(([title, run]) => ({ title, source, run }));
