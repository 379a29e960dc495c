/** Turns `my-name` into a TypeScript name: `myName`. */
export function camelCase(name) {
  return name.replace(/-(.)/g, (_whole, letter) => letter.toUpperCase());
}

/**
 * Adds an import, and an entry at the end of the exported list or map, to a list.ts. Biome sorts the imports afterwards.
 * @throws if the list is not found, so that nothing is left half-made
 */
export function withEntry(text, { exported, path, list, entry }) {
  const start = text.indexOf(list);
  const closing = text.slice(start).search(/\n[\]}];/);
  if (start === -1 || closing === -1) throw new Error(`No list that starts with "${list}" was found.`);
  const end = start + closing;
  return `import { ${exported} } from '${path}';\n${text.slice(0, end)}\n  ${entry},${text.slice(end)}`;
}
