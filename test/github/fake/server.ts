import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { operations, type Reply } from './operations.ts';
import { missingPermission } from './permissions.ts';
import { emptyState, type Fault, type GitHubState } from './state.ts';
import { validateRequest } from './validate.ts';

export type FakeGitHub = { readonly url: string; readonly state: GitHubState; readonly close: () => Promise<void> };

/**
 * GitHub's REST interface over HTTP on a port of its own. Each request is held against GitHub's description, its
 * limits and the token's permissions; what would be refused is refused and listed in `state.violations`.
 */
export async function startFakeGitHub(): Promise<FakeGitHub> {
  const state = emptyState();
  const server = createServer((request, response) => void answer(state, request, response));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise<void>((done) => server.close(() => done()));
  return { url: `http://127.0.0.1:${port}`, state, close };
}

async function answer(state: GitHubState, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
  const body = parse(await read(request));
  const token = (request.headers.authorization ?? '').replace(/^(?:token|bearer) /i, '');
  if (url.pathname.startsWith('/storage/')) return sendArtifact(state, url, response);
  if (url.pathname === '/graphql') return sendViewer(state, token, response);
  const call = validateRequest(request.method ?? 'GET', url, body);
  if (call === null)
    return refuse(state, response, 404, `${request.method} ${url.pathname} is not among the operations used`);
  state.requests.push({ operation: call.id, token });
  const fault = takeFault(state, call.id);
  if (fault !== null && fault !== 'lost') return sendFault(response, fault);
  const user = state.tokens.get(token);
  if (user === undefined) return refuse(state, response, 401, `${call.id} with an unknown token`);
  const lacking = missingPermission(user, call.id);
  if (lacking !== null) return refuse(state, response, 403, lacking);
  if (call.problems.length > 0) return refuse(state, response, 422, `${call.id}: ${call.problems.join('; ')}`);
  if (`${call.path.owner}/${call.path.repo}` !== state.repository)
    return refuse(state, response, 404, 'another repository');
  const reply = operations[call.id]?.({ state, login: user.login, ...call, body }) ?? { status: 501 };
  if (fault === 'lost') return void response.destroy();
  send(response, url, reply);
}

function send(response: ServerResponse, url: URL, { status, data, location }: Reply): void {
  if (location !== undefined) response.setHeader('location', location);
  if (data === undefined) return void response.writeHead(status).end();
  const page = Array.isArray(data) ? pageOf(data, url, response) : data;
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(page));
}

function pageOf(list: readonly unknown[], url: URL, response: ServerResponse): readonly unknown[] {
  const size = Number(url.searchParams.get('per_page') ?? 30);
  const page = Number(url.searchParams.get('page') ?? 1);
  if (list.length > page * size) {
    const next = new URL(url);
    next.searchParams.set('page', String(page + 1));
    response.setHeader('link', `<${next.href}>; rel="next"`);
  }
  return list.slice((page - 1) * size, page * size);
}

function refuse(state: GitHubState, response: ServerResponse, status: number, message: string): void {
  state.violations.push(message);
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ message }));
}

function takeFault(state: GitHubState, operation: string): Fault | null {
  const rule = state.faults.find((fault) => fault.operation === operation && fault.times > 0);
  if (rule === undefined) return null;
  rule.times -= 1;
  return rule.fault;
}

function sendFault(response: ServerResponse, fault: Exclude<Fault, 'lost'>): void {
  const headers = { 'content-type': 'application/json' };
  if (fault === 'bad-gateway') return void response.writeHead(502, headers).end('{"message":"Bad Gateway"}');
  const inOneSecond = String(Math.ceil(Date.now() / 1000) + 1);
  const limit =
    fault === 'secondary-limit'
      ? { 'retry-after': '1' }
      : { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': inOneSecond };
  const message = fault === 'secondary-limit' ? 'You have exceeded a secondary rate limit.' : 'API rate limit exceeded';
  response.writeHead(403, { ...headers, ...limit }).end(JSON.stringify({ message }));
}

function sendViewer(state: GitHubState, token: string, response: ServerResponse): void {
  const login = state.tokens.get(token)?.login;
  const data = login === undefined ? null : { viewer: { login } };
  response.writeHead(data === null ? 401 : 200, { 'content-type': 'application/json' }).end(JSON.stringify({ data }));
}

function sendArtifact(state: GitHubState, url: URL, response: ServerResponse): void {
  const artifact = state.artifacts.find(({ id }) => url.pathname === `/storage/${id}`);
  response.writeHead(artifact === undefined ? 404 : 200, { 'content-type': 'application/zip' }).end(artifact?.zip);
}

async function read(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text;
}

function parse(text: string): { readonly [name: string]: unknown } {
  return text === '' ? {} : JSON.parse(text);
}
