import { connected } from '../database'

/**
 * Events of as many messages as it takes, five each, of the 30 days before now: 2,000 senders, 5,000 recipients, of
 * whom the first gets every tenth message. Subjects have a number, and one in a thousand the word Quarterly.
 */
export async function fillTracking(databaseUrl: string, events: number): Promise<void> {
  await connected(databaseUrl, async (client) => {
    await client.query(insert, [Math.ceil(events / 5)])
    await client.query('vacuum analyze "MessageTracking"')
  })
}

const insert = `
  insert into "MessageTracking" ("at", "server", "eventId", "source", "messageId", "internalMessageId",
    "networkMessageId", "senderKey", "recipientKeys", "subject", "totalBytes", "details")
  select "sentAt" + (step * 17) * interval '1 millisecond', 'EXCH01', event, source, message, n, gen_random_uuid(),
    sender, array[recipient], subject, 2048,
    jsonb_build_object('clientIp', '198.51.100.25', 'clientHostname', 'mail.fabrikam.com', 'serverIp', '192.168.0.3',
      'serverHostname', 'EXCH01', 'sourceContext', '08DE00000000' || n, 'connectorId',
      'EXCH01\\Default Frontend EXCH01', 'sender', sender, 'returnPath', sender, 'recipients', array[recipient],
      'recipientStatus', array[]::text[], 'relatedRecipient', '', 'reference', '', 'messageInfo', '',
      'directionality', 'Incoming', 'originalClientIp', '198.51.100.25', 'originalServerIp', '192.168.0.3',
      'customData', '{}'::jsonb)
  from (
    select n, now() - interval '30 days' * (1 - n::float8 / $1) as "sentAt",
      '<' || md5(n::text) || '@fabrikam.com>' as message,
      'sender' || (n * 7919 % 2000) || '@fabrikam.com' as sender,
      case when n % 10 = 0 then 'user0@contoso.com' else 'user' || (n * 104729 % 5000) || '@contoso.com' end
        as recipient,
      'Message ' || n || case when n % 1000 = 0 then ' Quarterly figures' else ' Invoice' end as subject
    from generate_series(1::bigint, $1::bigint) as n
  ) as message, (values (0, 'RECEIVE', 'SMTP'), (1, 'RESOLVE', 'ROUTING'), (2, 'TRANSFER', 'ROUTING'),
    (3, 'SEND', 'SMTP'), (4, 'DELIVER', 'STOREDRIVER')) as happened(step, event, source)`
