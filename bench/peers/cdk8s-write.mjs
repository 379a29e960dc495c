// What cdk8s does by itself with the same objects: one chart a folder, one file a resource.
// node cdk8s-write.mjs OBJECTS.json OUTPUT-FOLDER
import { readFileSync } from 'node:fs';
import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';

const [, , input, outdir] = process.argv;
const app = new App({ outdir, yamlOutputType: YamlOutputType.FILE_PER_RESOURCE });
const charts = new Map();
for (const { folder, object } of JSON.parse(readFileSync(input, 'utf8'))) {
  if (!charts.has(folder)) charts.set(folder, new Chart(app, folder));
  new ApiObject(charts.get(folder), `${object.kind}-${object.metadata.name}`.toLowerCase(), object);
}
app.synth();
