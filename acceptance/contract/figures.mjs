// Counts what the comparison found: requests that are equal, and those that differ by the class of reason. A reason's class is
// the text before its first colon. Arguments: the folder with <version>.json, and a file for all of it as JSON (or nothing).
import fs from 'node:fs';
import path from 'node:path';

const [folder, target] = process.argv.slice(2);
const versions = fs.readdirSync(folder).filter(name => name.endsWith('.json')).sort();
const all = {};
for (const file of versions) {
  const version = path.basename(file, '.json');
  const report = JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8'));
  const classes = {};
  for (const request of report.requests) {
    for (const found of new Set(request.intended.map(difference => difference.reason.split(':')[0]))) {
      classes[found] = classes[found] ?? { requests: 0, differences: 0 };
      classes[found].requests++;
    }
    for (const difference of request.intended) classes[difference.reason.split(':')[0]].differences++;
  }
  const totals = report.totals;
  const notYet = report.requests.filter(request => request.intended.some(difference => difference.reason.startsWith('not yet:'))).length;
  all[version] = { totals, classes, notYet, requests: report.requests };
  console.log(`\n${version}: ${totals.requests} requests, ${totals.same} equal, ${totals.intended - notYet} differ only as decided, ` +
    `${notYet} with something not yet done, ${totals.differs} with unlisted differences, ${totals.flaky} not judged`);
  for (const [name, count] of Object.entries(classes).sort((a, b) => b[1].requests - a[1].requests)) {
    console.log(`  ${String(count.requests).padStart(4)} requests ${String(count.differences).padStart(5)} differences  ${name}`);
  }
}
if (target) fs.writeFileSync(target, JSON.stringify(all, null, 1));
