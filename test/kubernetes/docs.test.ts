import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { assembleEstate } from '../../pipelines/declarations/estate.ts';
import { generate } from '../../pipelines/generate/generate.ts';
import { lint } from '../../pipelines/lint/lint.ts';

const page = readFileSync('docs/kubernetes.md', 'utf8');
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))].map(([, text = '']) => text);

const environment = `apiVersion: keywright/v1
kind: Environment
metadata: { name: prod }
spec:
  tier: production
  managedBy: example-org/platform
  aws: { accountId: "111122223333", region: us-east-1 }
`;

test("the page's declarations are sound, and generate", () => {
  const text = [environment, ...blocks('yaml')].join('---\n');
  const { estate, documents, findings } = assembleEstate([{ path: 'secrets.d/docs.yaml', text }]);
  expect(estate.desired).toHaveLength(4);
  expect(findings).toEqual([]);
  const { files, findings: refused } = generate(estate);
  expect(refused).toEqual([]);
  expect(files.map(({ path }) => path)).toContain('manifests/prod/prod-flux/kafka/externalsecret-web-tls.yaml');
  const kubernetes = lint({ files: [], estate, documents, findings, now: new Date('2026-11-23') }).filter(({ rule }) =>
    /^(eso|csi|pod-identity)/.test(rule),
  );
  expect(kubernetes).toEqual([]);
});

test("the page's policies are JSON", () => {
  expect(blocks('json').map((text) => parse(text))).toHaveLength(3);
  for (const text of blocks('json'))
    expect(JSON.parse(text)).toHaveProperty(text.includes('Version') ? 'Version' : 'Effect');
});
