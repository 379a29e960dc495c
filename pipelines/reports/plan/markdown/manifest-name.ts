/** The parts of `environment/cluster/namespace/Kind/name#verb`, as `plan` names a manifest's change. */
export function manifestName(id: string): { readonly object: string; readonly verb: string } {
  const at = id.lastIndexOf('#');
  const object = at === -1 ? id : id.slice(0, at);
  return { object: object.slice(object.indexOf('/') + 1), verb: at === -1 ? 'change' : id.slice(at + 1) };
}
