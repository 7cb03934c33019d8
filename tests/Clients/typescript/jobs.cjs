'use strict';

// The main jobs of a user, done with the official TypeScript SDK on the local server. The arguments are its address and the
// origin to send.

const assert = require('node:assert/strict');
const sdk = require('@pieces.app/pieces-os-client');

const address = process.argv[2].replace(/\/$/, '');
const origin = process.argv[3];
const configuration = new sdk.Configuration({ basePath: address, headers: origin ? { Origin: origin } : {} });
const api = name => new sdk[name](configuration);
const [assets, asset, format, tags, tag, websites, website, annotations, annotation] =
  ['AssetsApi', 'AssetApi', 'FormatApi', 'TagsApi', 'TagApi', 'WebsitesApi', 'WebsiteApi', 'AnnotationsApi', 'AnnotationApi'].map(api);

const jobs = [];
const job = (name, work) => jobs.push([name, work]);
let application, made, share;
const read = () => asset.assetSnapshot({ asset: made.id, transferables: true });
const raw = one => one.original.reference.fragment.string.raw;

job('connect', async () => {
  const context = await api('ConnectorApi').connect({
    seededConnectorConnection: { application: { name: 'OPEN_SOURCE', platform: 'LINUX', version: '1.0.0' } },
  });
  application = context.application;
  assert.ok(application.id);
});

job('user', async () => {
  const { user } = await api('UserApi').userSnapshot();
  assert.equal(user.allocation.status.cloud, 'RUNNING');
});

job('models', async () => {
  const models = await api('ModelsApi').modelsSnapshot();
  assert.ok(models.iterable.some(model => model.name === 'GPT-4o Chat Model' && model.cloud));
});

job('create', async () => {
  made = await assets.assetsCreateNewAsset({
    transferables: true,
    seed: {
      type: 'SEEDED_ASSET',
      asset: {
        application,
        metadata: { name: 'made by the SDK' },
        format: { fragment: { string: { raw: 'let narwhal = 1;' }, metadata: { ext: 'js' } } },
      },
    },
  });
  assert.equal(raw(made), 'let narwhal = 1;');
});

job('list', async () => {
  const list = await assets.assetsSnapshot({ transferables: true });
  assert.ok(list.iterable.length > 1 && list.iterable.some(one => one.id === made.id));
  const identifiers = await assets.assetsIdentifiersSnapshot({});
  assert.equal(identifiers.iterable.length, list.iterable.length);
});

job('rename', async () => {
  const updated = await asset.assetUpdate({ transferables: false, asset: { ...(await read()), name: 'narwhal' } });
  assert.equal(updated.name, 'narwhal');
  assert.equal(raw(await read()), 'let narwhal = 1;');
});

job('reclassify', async () => {
  await asset.assetReclassify({ transferables: false, assetReclassification: { ext: 'ts', asset: await read() } });
  assert.equal((await read()).original.reference.classification.specific, 'ts');
});

job('edit content', async () => {
  const one = await format.formatSnapshot({ format: made.original.id, transferable: true });
  one.fragment.string.raw = 'let narwhal = 2;\n// ü 𝄞 \u2028';
  await format.formatUpdateValue({ transferable: false, format: one });
  assert.equal(raw(await read()), 'let narwhal = 2;\n// ü 𝄞 \u2028');
});

job('tags', async () => {
  const text = `whales of ${made.id}`;
  assert.ok(!(await tags.tagsExists({ existentMetadata: { value: text } })).tag);
  const created = await tags.tagsCreateNewTag({ transferables: false, seededTag: { text } });
  assert.equal((await tags.tagsExists({ existentMetadata: { value: text } })).tag.id, created.id);
  await tag.tagAssociateAsset({ tag: created.id, asset: made.id });
  assert.deepEqual((await read()).tags.iterable.map(one => one.text), [text]);
  await tag.tagDisassociateAsset({ tag: created.id, asset: made.id });
  assert.equal((await read()).tags.iterable.length, 0);
  assert.equal((await tag.tagsSpecificTagSnapshot({ tag: created.id })).text, text);
});

job('websites', async () => {
  const created = await websites.websitesCreateNewWebsite({ transferables: false, seededWebsite: { url: 'https://example.com/w', name: 'W' } });
  await website.websiteAssociateAsset({ website: created.id, asset: made.id });
  assert.equal((await read()).websites.iterable[0].url, 'https://example.com/w');
});

job('descriptions', async () => {
  const created = await annotations.annotationsCreateNewAnnotation({ seededAnnotation: { type: 'DESCRIPTION', text: 'tusk', asset: made.id } });
  const found = await annotation.annotationSpecificAnnotationSnapshot({ annotation: created.id });
  await annotation.annotationUpdate({ annotation: { ...found, text: 'horn' } });
  assert.equal((await read()).annotations.iterable[0].text, 'horn');
});

for (const [name, search] of [
  ['full text search', () => api('SearchApi').fullTextSearch({ query: 'narwhal' })],
  ['neural code search', () => api('SearchApi').neuralCodeSearch({ query: 'narwhal' })],
  ['fuzzy search', () => (assets.searchAssets ?? assets.assetsSearchAssets).call(assets, { query: 'narwal', transferables: false })],
]) {
  job(name, async () => {
    const hit = (await search()).iterable.find(one => one.identifier === made.id);
    assert.equal(typeof hit.score, 'number');
  });
}

job('share', async () => {
  const shares = await api('LinkifyApi').linkify({ linkify: { asset: await read(), access: 'PUBLIC' } });
  share = shares.iterable[0];
  assert.ok((await (await fetch(share.link)).text()).includes('narwhal'));
  assert.ok((await api('SharesApi').sharesSnapshot({})).iterable.some(one => one.id === share.id));
});

job('revoke', async () => {
  await api('LinkifyApi').linkifyShareRevoke({ share: share.id });
  assert.equal((await fetch(share.link)).status, 410);
});

job('ask', async () => {
  const refused = await api('QGPTApi').question({ qGPTQuestionInput: { query: 'what?', relevant: { iterable: [] } } }).catch(error => error);
  assert.equal(refused.response.status, 501);
  assert.match(await refused.response.text(), /no language models/);
});

job('delete', async () => {
  await assets.assetsDeleteAsset({ asset: made.id });
  assert.ok((await assets.assetsIdentifiersSnapshot({})).iterable.every(one => one.id !== made.id));
});

(async () => {
  let failed = 0;
  for (const [name, work] of jobs) {
    try {
      await work();
      console.log(`ok    ${name}`);
    } catch (error) {
      failed++;
      console.log(`FAIL  ${name}: ${error.stack}`);
    }
  }
  console.log(`${jobs.length - failed} of ${jobs.length}`);
  process.exitCode = failed === 0 ? 0 : 1;
})();
