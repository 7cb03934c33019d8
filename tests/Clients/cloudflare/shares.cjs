'use strict';

// Reads or creates shares with the official Cloudflare SDK on the local server. The arguments are the address of its Cloudflare API,
// the token, the account, and 'read', which writes all shares that are sent as the description of Sync-CloudflareShare, or 'create'
// with the description of one share.

const Cloudflare = require('cloudflare');

const [baseURL, apiToken, account_id, command, description] = process.argv.slice(2);
const sharing = new Cloudflare({ apiToken, baseURL }).resourceSharing;

// Without it, the server returns the whole list at once, and the SDK then requests its second page.
const per_page = 50;

async function all(pages) {
  const items = [];
  for await (const item of pages) items.push(item);
  return items;
}

async function read() {
  const shares = [];
  for (const share of await all(sharing.list({ account_id, per_page, kind: 'sent', status: 'active' }))) {
    const recipients = await all(sharing.recipients.list(share.id, { account_id, per_page }));
    const resources = await all(sharing.resources.list(share.id, { account_id, per_page, status: 'active' }));
    shares.push({
      name: share.name,
      recipients: recipients.filter(one => one.association_status === 'associated').map(one => ({ accountId: one.account_id })),
      resources: resources.map(one => ({ resourceId: one.resource_id, resourceType: one.resource_type, meta: one.meta })),
    });
  }
  process.stdout.write(JSON.stringify({ shares }));
}

async function create() {
  const { name, recipients, resources } = JSON.parse(description);
  await sharing.create({
    account_id,
    name,
    recipients: recipients.map(one => ({ account_id: one.accountId })),
    resources: resources.map(one => ({
      resource_id: one.resourceId, resource_type: one.resourceType, resource_account_id: account_id, meta: one.meta ?? {},
    })),
  });
}

({ read, create })[command]().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
