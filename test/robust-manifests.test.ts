import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse as parseYaml, stringify } from 'yaml';
import { assembleEstate } from '../pipelines/declarations/estate.ts';
import { readSources } from '../pipelines/declarations/read.ts';
import { lintManifests } from '../pipelines/lint/lint-manifests.ts';
import { parseManifests } from '../pipelines/manifests/parse-manifests.ts';
import { readManifests } from '../pipelines/manifests/read-manifests.ts';
import { locate } from '../pipelines/reports/locate.ts';
import type { Json } from '../schemas/json/json.ts';
import type { SourceFile } from '../schemas/types.ts';
import { repositoryRoot } from './support/estate.ts';
import { anything, mutate } from './support/mutate.ts';

describe('whatever stands in a manifest', () => {
  const manifests = readManifests(repositoryRoot, 'manifests').filter(
    ({ path }) => !path.endsWith('kustomization.yaml'),
  );
  const { estate } = assembleEstate(readSources(repositoryRoot));
  const found = (files: readonly SourceFile[]) => {
    const parsed = parseManifests(files);
    const findings = lintManifests({ ...parsed, files, estate, now: new Date('2026-11-23T12:00:00Z') });
    return locate(findings, files, parsed.documents);
  };

  test('the generated ones have no errors', () => {
    expect(found(manifests).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test('a wrong value anywhere gives findings or nothing, never an exception, always a place', () => {
    const written = fc.constantFrom<Json>(
      '- 5',
      '- { objectName: {}, jmesPath: [5, { path: 5 }] }',
      '&a [*a]',
      `\${X}`,
      '1d',
    );
    fc.assert(
      fc.property(
        fc.nat(manifests.length - 1),
        fc.nat(40),
        fc.option(fc.oneof(anything, written), { nil: undefined }),
        (index, at, replacement) => {
          const { path, text } = manifests[index] ?? { path: '', text: '' };
          for (const finding of found([{ path, text: stringify(mutate(parseYaml(text), at, replacement)) }])) {
            expect(finding.line).toBeGreaterThan(0);
            expect(finding.message).not.toMatch(/undefined|\[object|NaN/);
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  test.each(['__proto__', 'constructor'])('an apiVersion of %s is of another kind', (apiVersion) => {
    expect(found([{ path: 'a.yaml', text: `apiVersion: ${apiVersion}\nkind: ExternalSecret\n` }])).toEqual([]);
  });
});
