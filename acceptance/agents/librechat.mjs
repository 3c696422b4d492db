// LibreChat's engine with two tools of its own, as its server runs it. Arguments: base URL, model, working folder, prompt.
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { HumanMessage } from '@langchain/core/messages';
import { tool } from '@langchain/core/tools';
import { Providers, Run } from '@librechat/agents';

const [baseURL, model, folder, prompt] = process.argv.slice(2);
const schema = (properties) => ({ type: 'object', properties, required: Object.keys(properties) });
const text = { type: 'string' };

const tools = [
  tool(async ({ file_path, content }) => {
    await writeFile(resolve(folder, file_path), content);
    return `Wrote ${file_path}`;
  }, { name: 'write_file', description: 'Writes a file.', schema: schema({ file_path: text, content: text }) }),
  tool(async ({ file_path }) => readFile(resolve(folder, file_path), 'utf8'), {
    name: 'read_file', description: 'Reads a file.', schema: schema({ file_path: text }),
  }),
];

const run = await Run.create({
  runId: 'bifrost-acceptance',
  graphConfig: {
    type: 'standard',
    instructions: `You are a helpful assistant. Working folder: ${folder}`,
    tools,
    llmConfig: { provider: Providers.OPENAI, model, apiKey: 'any', streaming: true, streamUsage: true, configuration: { baseURL } },
  },
  returnContent: true,
});
const content = await run.processStream(
  { messages: [new HumanMessage(prompt)] },
  { configurable: { thread_id: 'bifrost-acceptance' }, streamMode: 'values', version: 'v2' },
);
console.log(content.map((part) => part.text ?? '').join(''));
