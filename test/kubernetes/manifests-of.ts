import { parse } from 'yaml';
import { generate } from '../../pipelines/generate/generate.ts';
import type { Estate } from '../../schemas/types.ts';
import type { ManifestObject } from './validate-manifest.ts';

/** Generates, and reads back the Kubernetes objects by path. Throws where the generators refuse. */
export function manifestsOf(estate: Estate): ReadonlyMap<string, ManifestObject> {
  const { files, findings } = generate(estate);
  if (findings.length > 0) throw new Error(findings.map(({ message }) => message).join('\n'));
  const manifests = files.filter(({ path }) => path.endsWith('.yaml') && !path.endsWith('/kustomization.yaml'));
  return new Map(manifests.map(({ path, text }) => [path, parse(text, { version: '1.1' })]));
}
