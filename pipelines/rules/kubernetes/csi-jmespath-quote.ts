import type { Json } from '../../../schemas/json/json.ts';
import { isObject } from '../../../schemas/json/object.ts';
import { csiObjectsOf } from '../../manifests/csi-objects.ts';
import { listAt, objectAt, stringAt } from '../../manifests/manifest.ts';
import { withoutVariables } from '../../manifests/variables.ts';
import type { Rule } from '../rule.ts';

export const csiJmespathQuote: Rule = {
  id: 'csi-jmespath-quote',
  category: 'kubernetes',
  title: 'A JMESPath has a hyphen outside quotes, which is a syntax error.',
  severity: { normal: 'error' },
  fix: 'safe',
  waivable: true,
  phase: 'manifests',
  alsoKnownAs: [],
  sources: [
    'https://jmespath.org/specification.html#grammar',
    'https://github.com/aws/secrets-store-csi-driver-provider-aws',
  ],
  checkManifest: (manifest) => {
    const wrong = pathsOf(csiObjectsOf(manifest) ?? []).filter(hasBareHyphen);
    const text = stringAt(objectAt(manifest.object, 'spec', 'parameters'), 'objects') ?? '';
    const pointer = '/spec/parameters/objects';
    return wrong.map((path) => {
      const quoted = quotePath(path);
      const remedy =
        quoted === null ? 'put the name in double quotes and the whole in single ones' : `write path: '${quoted}'`;
      const message = `JMESPath can't read the hyphen in ${path}; ${remedy}.`;
      const fixed = quoted === null ? text : replacePath(text, path, quoted);
      return { pointer, message, ...(fixed === text ? {} : { fix: [{ pointer, value: fixed }] }) };
    });
  },
};

function pathsOf(objects: readonly Json[]): readonly string[] {
  const entries = objects.filter(isObject).flatMap((entry) => listAt(entry, 'jmesPath'));
  const paths = entries.filter(isObject).map((entry) => stringAt(entry, 'path'));
  return [...new Set(paths)].filter((path) => path !== null);
}

/** Outside quotes, JMESPath allows a hyphen only before a number, as in `[-1]`. */
function hasBareHyphen(path: string): boolean {
  return /[A-Za-z0-9_]-/.test(withoutVariables(path).replaceAll(/"[^"]*"|'[^']*'|`[^`]*`/g, ''));
}

/** Quotes the names that need it; null if the path has anything but names and dots. */
function quotePath(path: string): string | null {
  if (!/^[\w-]+(?:\.[\w-]+)*$/.test(path)) return null;
  return path
    .split('.')
    .map((name) => (name.includes('-') ? `"${name}"` : name))
    .join('.');
}

/** Puts the path in single quotes, so that YAML passes its double quotes on to JMESPath. */
function replacePath(text: string, path: string, quoted: string): string {
  const written = new RegExp(
    `^(\\s*(?:- +)?path:[ \\t]+)(["']?)${path.replaceAll('.', '\\.')}\\2(?=\\s*(?:#|$))`,
    'gm',
  );
  return text.replace(written, (_, start: string) => `${start}'${quoted}'`);
}
