// Runs the real agents through the packaged gateway: each does a file job in two turns and more, against each of the four upstream
// dialects, which the simulator speaks. Usage: run.mjs [--only REGEX] [--keep] [--list]
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../..');
const option = (name) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1] ?? '';
};
const only = new RegExp(option('--only') ?? '.');
const keep = process.argv.includes('--keep');
const RUN_SECONDS = 150;

// One custom provider for each upstream dialect; each also serves a name that Codex knows, with its freeform and namespaced tools.
const key = { name: 'main', value: 'upstream-key', models: [], weight: 1, aliases: { 'gpt-6.1-sol': 'agent' } };
const only1 = (operation) => ({ [operation]: true, [`${operation}_stream`]: true });
const config = (simulator) => {
  const provider = (base, path, allowed) => ({
    keys: [key],
    network_config: { base_url: simulator + path },
    custom_provider_config: { base_provider_type: base, ...(allowed ? { allowed_requests: allowed } : {}) },
  });
  const builtIn = (path) => ({ keys: [key], network_config: { base_url: simulator + path } });
  return {
    providers: {
      chat: provider('openai', '', only1('chat_completion')),
      responses: provider('openai', '', only1('responses')),
      messages: provider('anthropic', ''),
      generate: provider('gemini', '/v1beta'),
      openai: builtIn(''),
      anthropic: builtIn(''),
      gemini: builtIn('/v1beta'),
    },
  };
};

const UPSTREAMS = ['chat', 'responses', 'messages', 'generate'];
const bin = (name) => join(here, 'node_modules/.bin', name);

// How each agent is started: program, arguments, environment, files in its home.
const AGENTS = {
  claude: ({ gateway, model, prompt }) => ({
    program: bin('claude'),
    arguments: ['-p', prompt, '--dangerously-skip-permissions', '--model', model],
    environment: { ANTHROPIC_BASE_URL: `${gateway}/anthropic`, ANTHROPIC_API_KEY: 'any-key', IS_SANDBOX: '1', DISABLE_TELEMETRY: '1' },
  }),
  codex: ({ gateway, model, prompt, websocket }) => ({
    program: bin('codex'),
    arguments: ['exec', '--skip-git-repo-check', '--dangerously-bypass-approvals-and-sandbox', '-m', model, prompt],
    environment: { OPENAI_API_KEY: 'any-key' },
    files: {
      '.codex/config.toml': [
        'model_provider = "bifrost"', '[model_providers.bifrost]', 'name = "Bifrost"', `base_url = "${gateway}/openai/v1"`,
        'env_key = "OPENAI_API_KEY"', 'wire_api = "responses"', `supports_websockets = ${Boolean(websocket)}`, '',
      ].join('\n'),
    },
  }),
  gemini: ({ gateway, model, prompt }) => ({
    program: bin('gemini'),
    arguments: ['-p', prompt, '--yolo', '-m', model],
    environment: { GEMINI_API_KEY: 'any-key', GOOGLE_GEMINI_BASE_URL: `${gateway}/genai`, GEMINI_CLI_TRUST_WORKSPACE: 'true' },
    files: { '.gemini/settings.json': JSON.stringify({ security: { auth: { selectedType: 'gemini-api-key' } } }) },
  }),
  qwen: ({ gateway, model, prompt }) => ({
    program: bin('qwen'),
    arguments: ['-p', prompt, '--yolo'],
    environment: { OPENAI_BASE_URL: `${gateway}/openai`, OPENAI_API_KEY: 'any-key', OPENAI_MODEL: model },
  }),
  opencode: ({ gateway, model, prompt }) => ({
    program: bin('opencode'),
    arguments: ['run', '-m', `bifrost/${model}`, prompt],
    environment: {},
    files: {
      '.config/opencode/opencode.json': JSON.stringify({
        permission: 'allow', small_model: `bifrost/${model}`,
        provider: { bifrost: { npm: '@ai-sdk/openai-compatible', name: 'Bifrost', options: { baseURL: `${gateway}/v1`, apiKey: 'any' }, models: { [model]: { name: model } } } },
      }),
    },
  }),
  librechat: ({ gateway, model, prompt, folder }) => ({
    program: process.execPath,
    arguments: [join(here, 'librechat.mjs'), `${gateway}/v1`, model, folder, prompt],
    environment: {},
  }),
};

const runs = [];
for (const agent of Object.keys(AGENTS)) {
  for (const upstream of UPSTREAMS) runs.push({ name: `${agent} -> ${upstream}`, agent, model: `${upstream}/agent` });
}
for (const upstream of UPSTREAMS) {
  runs.push({ name: `codex over websocket -> ${upstream}`, agent: 'codex', model: `${upstream}/agent`, websocket: true });
  runs.push({ name: `codex with freeform and namespaced tools -> ${upstream}`, agent: 'codex', model: `${upstream}/gpt-6.1-sol` });
}
runs.push({
  name: 'claude with ANTHROPIC_DEFAULT_SONNET_MODEL=openai/agent', agent: 'claude', model: 'sonnet',
  environment: { ANTHROPIC_DEFAULT_SONNET_MODEL: 'openai/agent' },
});
runs.push({
  name: 'claude with its own login', agent: 'claude', model: 'agent', login: true,
  environment: { ANTHROPIC_API_KEY: undefined, CLAUDE_CODE_OAUTH_TOKEN: 'sk-ant-oat01-acceptance-login' },
});

const children = new Set();
const stopAll = () => children.forEach((child) => { try { process.kill(-child.pid, 'SIGTERM'); } catch { /* it has ended */ } });
process.on('exit', stopAll);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));

const start = (program, args, options = {}) => {
  const child = spawn(program, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'], ...options });
  children.add(child);
  child.text = '';
  child.stdout.on('data', (data) => { child.text += data; });
  child.stderr.on('data', (data) => { child.text += data; });
  child.ended = new Promise((done) => {
    child.on('close', (code) => { children.delete(child); done(code); });
    child.on('error', (error) => { child.text += error.message; done(-1); });
  });
  return child;
};

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const until = async (child, pattern, what) => {
  for (let i = 0; i < 600; i++) {
    const match = pattern.exec(child.text);
    if (match) return match[1];
    await pause(100);
  }
  throw new Error(`${what} did not start:\n${child.text}`);
};

const java = () => {
  const homes = [process.env.JAVA_HOME, ...readdirSync('/usr/lib/jvm').map((name) => `/usr/lib/jvm/${name}`)];
  const home = homes.find((path) => path && existsSync(`${path}/release`) && /JAVA_VERSION="(2[5-9]|[3-9]\d)/.test(readFileSync(`${path}/release`, 'utf8')));
  if (!home) throw new Error('no JDK 25 found');
  return `${home}/bin/java`;
};

const scratch = mkdtempSync(join(tmpdir(), 'bifrost-agents-'));
let serial = 0;

const oneRun = async (run, gateway) => {
  const base = join(scratch, String(++serial));
  const folder = join(base, 'project');
  const home = join(base, 'home');
  mkdirSync(folder, { recursive: true });
  mkdirSync(home, { recursive: true });
  const token = `proof-${serial}-${run.agent}`;
  const prompt = `Write the file bifrost-proof.txt in the working folder with this content: ${token} and then read the file back and tell what it says. Working directory: ${folder}`;
  const plan = AGENTS[run.agent]({ gateway, model: run.model, prompt, folder, websocket: run.websocket });
  for (const [name, text] of Object.entries(plan.files ?? {})) {
    mkdirSync(dirname(join(home, name)), { recursive: true });
    writeFileSync(join(home, name), text);
  }
  const environment = {
    PATH: `${dirname(process.execPath)}:${process.env.PATH}`, HOME: home, TERM: 'dumb', LANG: 'C.UTF-8', CI: '1', NO_COLOR: '1',
    XDG_CONFIG_HOME: join(home, '.config'), XDG_DATA_HOME: join(home, '.local/share'), ...plan.environment, ...run.environment,
  };
  const since = Date.now();
  const child = start(plan.program, plan.arguments, { cwd: folder, env: environment });
  const code = await Promise.race([child.ended, pause(RUN_SECONDS * 1000).then(() => 'late')]);
  if (code === 'late') { try { process.kill(-child.pid, 'SIGKILL'); } catch { /* it has ended */ } }
  const seconds = ((Date.now() - since) / 1000).toFixed(1);
  const faults = [];
  const file = join(folder, 'bifrost-proof.txt');
  if (code !== 0) faults.push(code === 'late' ? `still running after ${RUN_SECONDS} s` : `exit code ${code}`);
  if (!existsSync(file)) faults.push('bifrost-proof.txt was not written');
  else if (readFileSync(file, 'utf8').trim() !== token) faults.push(`bifrost-proof.txt holds ${JSON.stringify(readFileSync(file, 'utf8').slice(0, 80))}`);
  if (!child.text.includes('DONE') || !child.text.includes(token)) faults.push('the final answer does not tell the content');
  return { faults, seconds, text: child.text };
};

const main = async () => {
  const chosen = runs.filter((run) => only.test(run.name));
  if (process.argv.includes('--list')) { chosen.forEach((run) => console.log(run.name)); return 0; }
  const jvm = java();
  const libraries = `${root}/server/target/bifrost.jar:${root}/server/target/lib/*`;
  const simulator = start(jvm, ['--add-opens', 'java.base/java.lang=ALL-UNNAMED', '--enable-native-access=ALL-UNNAMED', '-cp', libraries, 'dev.bifrost.simulator.Simulator', '--port', '0']);
  const simulated = `http://127.0.0.1:${await until(simulator, /(?:port\D*|:)(\d{4,5})\b/, 'the simulator')}`;
  const app = join(scratch, 'app');
  mkdirSync(app);
  writeFileSync(join(app, 'config.json'), JSON.stringify(config(simulated)));
  const process_ = start(join(root, 'bifrost'), ['-port', '0', '-host', '127.0.0.1', '-app-dir', app]);
  const gateway = `http://127.0.0.1:${await until(process_, /listens on http:\/\/[^:]+:(\d+)/, 'the gateway')}`;
  console.log(`gateway ${gateway}, simulator ${simulated}, ${chosen.length} runs`);
  let failed = 0;
  for (const run of chosen) {
    const { faults, seconds, text } = await oneRun(run, gateway);
    failed += faults.length ? 1 : 0;
    console.log(`${faults.length ? 'FAILED' : 'ok    '} ${run.name} (${seconds} s)${faults.length ? `: ${faults.join('; ')}` : ''}`);
    if (faults.length) console.log(text.split('\n').slice(-25).map((line) => `         ${line.slice(0, 300)}`).join('\n'));
  }
  if (failed) writeFileSync(join(tmpdir(), 'bifrost-agents-gateway.log'), process_.text);
  console.log(`agents: ${chosen.length - failed} passed, ${failed} failed`);
  return failed ? 1 : 0;
};

let code = 1;
try { code = await main(); } catch (error) { console.error(error.message); }
stopAll();
if (!keep) rmSync(scratch, { recursive: true, force: true });
process.exit(code);
