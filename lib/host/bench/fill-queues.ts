import { connected } from '../database'

/** Messages of 2 kB that wait: one queue has half of them, fifty others share the rest; one in ten is in Retry. */
export async function fillQueues(databaseUrl: string, messages: number): Promise<void> {
  await connected(databaseUrl, async (client) => {
    await client.query(queues)
    await client.query(insert, [messages])
    await client.query('vacuum analyze "MailDelivery"')
    await client.query('vacuum analyze "MailItem"')
  })
}

const queues = `
  insert into "MailQueue" ("server", "kind", "deliveryType", "nextHopDomain", "nextHopKey", "nextHopCategory",
    "connector", "createdAt")
  select 'EXCH01', 'Delivery', 'DnsConnectorDelivery', 'domain' || n || '.example', 'domain' || n || '.example',
    'External', 'Bench', now()
  from generate_series(0, 50) as n`

const insert = `
  with item as (
    insert into "MailItem" ("networkMessageId", "messageId", "server", "sender", "subject", "size", "origin",
      "content", "receivedAt")
    select gen_random_uuid(), '<' || md5(n::text) || '@contoso.com>', 'EXCH01', 'user' || n % 2000 || '@contoso.com',
      'Message ' || n, 2048,
      '{"source": "STOREDRIVER", "directionality": "Originating", "connector": "", "clientIp": "", "authenticatedAs": "x"}',
      convert_to(repeat('x', 2048), 'UTF8'), now()
    from generate_series(1, $1::int) as n
    returning "id"
  )
  insert into "MailDelivery" ("itemId", "queueId", "state", "recipients", "recipientCount", "enqueuedAt", "expiresAt")
  select item."id", queue."id", case when item."id" % 10 = 0 then 'Retry' else 'Ready' end,
    '[{"address": "somebody@domain.example", "orcpt": null, "notify": null, "history": []}]', 1, now(),
    now() + interval '2 days'
  from item join "MailQueue" as queue
    on queue."nextHopKey" = 'domain' || case when item."id" % 2 = 0 then 0 else item."id" % 50 + 1 end || '.example'`
