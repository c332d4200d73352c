import { siteDescription } from '@/lib/essentials'
import {
  boolean,
  bytes,
  command,
  type FileContent,
  isList,
  type Outcome,
  ok,
  type Parameter,
  type Result,
  refuse,
  switchParameter,
  text,
} from '@/lib/shell'
import type { Site } from '../../store'
import { firstAdSite, requireAdSite } from '../../topology/ad-site'
import { requireExchangeServer } from '../../topology/server-computer'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { subscribe } from './subscribe'
import { type SubscriptionFile, writeSubscription } from './subscription-file'

/** AD LDS on an Edge Transport server. */
const adamSslPort = 50_636
const validHours = 24

/** The site's Edge Transport server stands in the perimeter network; only its file comes here. */
async function writeFile(fileName: string, site: Site): Promise<Result<Outcome>> {
  const newest = await requireExchangeServer(site)
  if (!newest.ok) return newest
  const [major = '15', minor = '0', ...build] = newest.value.properties.build.split('.')
  const domain = (await site.store.find(siteDescription, 'Site'))?.properties.internetDomain ?? 'local'
  const file: SubscriptionFile = {
    name: 'EDGE01',
    fqdn: `edge01.${domain}`,
    adamSslPort,
    serialNumber: `Version ${major}.${minor} (Build ${build.join('.')})`,
    effective: site.clock.now(),
    hours: validHours,
  }
  const before = await site.drive.read(fileName)
  const xml = writeSubscription(file, crypto.randomUUID())
  await site.drive.write(fileName, new TextEncoder().encode(xml))
  const warnings = [
    `The file '${fileName}' works for ${validHours} hours. Import it on a server of the organization: New-EdgeSubscription -FileData.`,
  ]
  return ok(before === null ? { warnings, undo: [command('Remove-Item', { Path: fileName })] } : { warnings })
}

/** A file of the site's drive, or its bytes as a list of numbers. */
const content: Parameter<FileContent | Uint8Array> = {
  ...bytes,
  parse: (value) => {
    if (!isList(value)) return bytes.parse(value)
    const isByte = (one: unknown) => typeof one === 'number' && Number.isInteger(one) && one >= 0 && one < 256
    return value.every(isByte) ? ok(Uint8Array.from(value as readonly number[])) : bytes.parse(null)
  },
}

async function bytesOf(given: FileContent | Uint8Array, { drive }: Site): Promise<Result<Uint8Array>> {
  if (given instanceof Uint8Array) return ok(given)
  const read = await drive.read(given.path)
  return read === null
    ? refuse(
        'ObjectNotFound',
        'PathNotFound',
        `Cannot find path '${given.path}' because it does not exist.`,
        {
          target: 'FileData',
        },
      )
    : ok(read)
}

/** With -FileName it is what the Edge Transport server does, with -FileData what the organization does. */
export const newEdgeSubscription = exchangeCmdlet({
  name: 'New-EdgeSubscription',
  synopsis: 'Writes the subscription file of an Edge Transport server, or subscribes that server.',
  parameters: {
    FileName: text,
    FileData: content,
    Site: text,
    CreateInternetSendConnector: boolean,
    CreateInboundSendConnector: boolean,
    Force: switchParameter,
  },
  run: async (given, site) => {
    if (given.FileName !== undefined) return writeFile(given.FileName, site)
    if (given.FileData === undefined) return missing()
    const read = await bytesOf(given.FileData, site)
    if (!read.ok) return read
    const place = await requireAdSite(site, given.Site ?? firstAdSite)
    if (!place.ok) return place
    const { CreateInternetSendConnector: internet = true, CreateInboundSendConnector: inbound = true } = given
    return subscribe(read.value, { site: place.value, internet, inbound }, site)
  },
})

function missing(): Result<never> {
  return refuse(
    'InvalidArgument',
    'MissingMandatoryParameter',
    'Cannot process command because of one or more missing mandatory parameters: FileData.',
    {
      target: 'FileData',
      recommendedAction: 'Give -FileName to write a file, or -FileData to subscribe the server.',
    },
  )
}
