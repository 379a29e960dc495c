// Writes test/github/fake/openapi.json: the operations that Keywright uses, requests only, without prose. The description is 385 MB,
// so install it elsewhere: npm i @octokit/openapi in a scratch folder, then
// node test/github/fake/openapi-subset.mjs SCRATCH/node_modules/@octokit/openapi/generated/api.github.com.json
import { readFileSync, writeFileSync } from 'node:fs';

const USED = new Set([
  'actions/download-artifact',
  'actions/list-artifacts-for-repo',
  'actions/list-workflow-runs',
  'checks/create',
  'checks/list-for-ref',
  'checks/update',
  'issues/create',
  'issues/create-comment',
  'issues/create-label',
  'issues/delete-comment',
  'issues/list-comments',
  'issues/list-for-repo',
  'issues/update',
  'issues/update-comment',
  'pulls/get',
  'pulls/list',
  'repos/get-environment',
]);
const PROSE = new Set(['description', 'example', 'examples', 'summary', 'externalDocs', 'deprecated', 'title']);

const api = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const operations = Object.entries(api.paths)
  .flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })))
  .filter(({ operationId }) => USED.has(operationId))
  .map(toOperation)
  .sort((a, b) => (a.id < b.id ? -1 : 1));
const source = `GitHub's REST API description, from the npm package @octokit/openapi ${api.info.version}`;
const license = 'MIT, Copyright (c) 2020 Octokit contributors';
const file = new URL('openapi.json', import.meta.url);
writeFileSync(file, `${JSON.stringify({ source, license, operations }, null, 2)}\n`);

function toOperation({ operationId, method, path, parameters = [], requestBody }) {
  const body = resolve(requestBody ?? null);
  return {
    id: operationId,
    method: method.toUpperCase(),
    path,
    parameters: resolve(parameters).map(({ name, in: place, required = false, schema }) => {
      return { name, in: place, required, schema: withoutProse(schema) };
    }),
    body: body && { required: body.required === true, schema: withoutProse(body.content['application/json'].schema) },
  };
}

/** Puts what a $ref names in its place; one that names itself comes to "anything". */
function resolve(node, open = []) {
  if (Array.isArray(node)) return node.map((item) => resolve(item, open));
  if (node === null || typeof node !== 'object') return node;
  if (open.includes(node.$ref)) return {};
  if (node.$ref === undefined) return mapValues(node, (value) => resolve(value, open));
  const target = node.$ref
    .slice(2)
    .split('/')
    .reduce((value, key) => value[key], api);
  return resolve(target, [...open, node.$ref]);
}

/** Under `properties` names are data: a check run has a `title`. */
function withoutProse(node, isNames = false) {
  if (Array.isArray(node)) return node.map((item) => withoutProse(item));
  if (node === null || typeof node !== 'object') return node;
  const kept = Object.entries(node).filter(([key]) => isNames || !PROSE.has(key));
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutProse(value, !isNames && key === 'properties')]));
}

function mapValues(object, change) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}
