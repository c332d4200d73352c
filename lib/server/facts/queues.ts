import { type Queue, type Site, transportServers } from '@/lib/exchange'

async function findQueue(site: Site, identity: string): Promise<Queue | null> {
  const [name = ''] = identity.split('\\')
  const server = (await transportServers(site)).find((one) => one.name.toLowerCase() === name.toLowerCase())
  const queues = server ? await site.mail.queues.list(server) : []
  const key = identity.slice(name.length + 1).toLowerCase()
  return queues.find((queue) => queue.key.toLowerCase() === key) ?? null
}

/** @param subject `EXCH01\435` */
export async function queueFacts(site: Site, subject: string) {
  const queue = await findQueue(site, subject)
  return (
    queue && {
      identity: `${queue.server}\\${queue.key}`,
      server: queue.server,
      nextHop: queue.nextHopDomain,
      messages: queue.messageCount,
      lastError: queue.lastError,
    }
  )
}

/** @param subject `EXCH01\435\12` */
export async function messageFacts(site: Site, subject: string) {
  const at = subject.lastIndexOf('\\')
  const queue = at > 0 ? await findQueue(site, subject.slice(0, at)) : null
  if (!queue) return null
  for await (const message of site.mail.queues.messages([queue], { key: subject.slice(at + 1) }))
    return {
      identity: `${queue.server}\\${queue.key}\\${message.key}`,
      subject: message.subject,
      from: message.fromAddress,
      recipients: message.recipients,
      nextHop: queue.nextHopDomain,
      inHand: message.status === 'Active',
    }
  return null
}
