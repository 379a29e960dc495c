import { ApiObject, App, Chart } from 'cdk8s';
import type { KubernetesObject } from './manifest.ts';
import { toYaml } from './yaml.ts';

/** The objects of one output folder as YAML texts, in order. */
export function renderFolder(objects: readonly KubernetesObject[]): readonly string[] {
  // One short-lived App a folder: a chart's own rendering resolves its whole App again.
  const app = new App();
  // Our objects are plain data: nothing lazy for these to look for in every field.
  app.resolvers.splice(0);
  const chart = new Chart(app, 'chart');
  return objects.map((object, index) => toYaml(new ApiObject(chart, `${index}`, object).toJson()));
}
