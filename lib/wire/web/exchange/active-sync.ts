import { adGroup, domainAdmins, enterpriseAdmins, isSame, schemaAdmins } from '@/lib/essentials'
import type { Site, User } from '@/lib/exchange'
import { iisError } from '../iis-pages'
import type { Visit, WebAnswer } from '../web-answer'
import { forUser } from './challenge'
import type { Asked } from './exchange-facts'

const commands =
  'Sync,SendMail,SmartForward,SmartReply,GetAttachment,GetHierarchy,CreateCollection,DeleteCollection,MoveCollection,FolderSync,FolderCreate,FolderDelete,FolderUpdate,MoveItems,GetItemEstimate,MeetingResponse,Search,Settings,Ping,ItemOperations,Provision,ResolveRecipients,ValidateCert'

const versions = {
  '2010': ['14.3', '2.0,2.1,2.5,12.0,12.1,14.0,14.1'],
  '2013': ['15.0', '2.0,2.1,2.5,12.0,12.1,14.0,14.1'],
  '2016': ['15.1', '2.0,2.1,2.5,12.0,12.1,14.0,14.1,16.0,16.1'],
} as const

/**
 * AdminSDHolder takes the inherited permissions from members of protected groups, so that Exchange may not write
 * their devices: HTTP 500 on the telephone, event 1053 on the server.
 */
async function isProtected({ store }: Site, { accessLevel, logonName }: User): Promise<boolean> {
  if (accessLevel === 'Administrator') return true
  const groups = await store.list(adGroup)
  return groups.some(
    ({ name, properties }) =>
      [domainAdmins, enterpriseAdmins, schemaAdmins].some((one) => isSame(one, name)) &&
      properties.members.some((member) => isSame(member, logonName)),
  )
}

function options({ facts }: Asked): WebAnswer {
  const [server, protocols] = versions[facts.exchange.version]
  return {
    status: 200,
    headers: {
      'MS-Server-ActiveSync': server,
      'MS-ASProtocolVersions': protocols,
      'MS-ASProtocolCommands': commands,
      Allow: 'OPTIONS,POST',
      Public: 'OPTIONS,POST',
    },
  }
}

/** MS-ASHTTP §2.2.3: OPTIONS tells the versions. Nothing is synchronized here. */
export function activeSyncAnswer(visit: Visit, asked: Asked): Promise<WebAnswer> {
  const directory = asked.facts.activeSync
  const schemes = [
    ...(directory?.windowsAuthEnabled ? (['Negotiate', 'Ntlm'] as const) : []),
    ...(directory?.basicAuthEnabled ? (['Basic'] as const) : []),
  ]
  return forUser(visit, asked, schemes, async (user) => {
    if (!user.enabled || !user.mailbox) return iisError(403)
    if (await isProtected(asked.site, user)) return iisError(500)
    if (visit.method === 'OPTIONS') return options(asked)
    return visit.method === 'POST' ? iisError(501) : iisError(405, { Allow: 'OPTIONS,POST' })
  })
}
