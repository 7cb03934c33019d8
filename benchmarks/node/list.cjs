'use strict';

// Reads the list with the official TypeScript client.

const { createHash } = require('node:crypto');
const { existsSync, readFileSync } = require('node:fs');
const { AssetsApi, Configuration } = require('@pieces.app/pieces-os-client');

const [address, warmUps, calls] = process.argv.slice(2);
const api = new AssetsApi(new Configuration({ basePath: address.replace(/\/$/, '') }));

async function names() {
  const assets = await api.assetsSnapshot({});
  return assets.iterable.map(asset => asset.name);
}

async function time() {
  const start = process.hrtime.bigint();
  await names();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function peak() {
  const status = '/proc/self/status';
  return existsSync(status)
    ? 1024 * Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(status, 'utf8'))[1])
    : 1024 * process.resourceUsage().maxRSS;
}

// Same algorithm as AssetDigest.cs.
function digest(assets) {
  const hash = createHash('sha256');
  const add = value => {
    const isThere = value !== undefined && value !== null;
    const bytes = Buffer.from(isThere ? value : '');
    const frame = Buffer.alloc(5);
    frame[0] = isThere ? 1 : 0;
    frame.writeInt32LE(bytes.length, 1);
    hash.update(frame).update(bytes);
  };

  for (const asset of assets) {
    const { fragment, file } = asset.original.reference;
    add(asset.id);
    add(asset.name);
    add(fragment?.string?.raw ?? fragment?.bytes?.raw ?? file?.string?.raw ?? file?.bytes?.raw);
  }
  return hash.digest('hex').toUpperCase();
}

(async () => {
  for (let i = 0; i < Number(warmUps); i++) await time();
  const milliseconds = [];
  for (let i = 0; i < Number(calls); i++) milliseconds.push(await time());
  const peakBytes = peak();

  // Not timed. Checks that every contestant reads the same list.
  const assets = (await api.assetsSnapshot({})).iterable;
  console.log(JSON.stringify({ milliseconds, peak: peakBytes, count: assets.length, digest: digest(assets) }));
})().catch(error => {
  console.error(String(error?.cause ?? error));
  process.exit(1);
});
