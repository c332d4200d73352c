import type { Server } from '@/lib/essentials'
import type { Site, Stored } from '@/lib/exchange'
import {
  type Cmdlet,
  cmdlet,
  command,
  enumeration,
  fail,
  mandatory,
  multiValued,
  ok,
  type Parameter,
  parsed,
  type Result,
  refuse,
  type SecureString,
  secureString,
  text,
} from '@/lib/shell'
import {
  type CertificateFacts,
  certificateCovers,
  judgeCertificate,
  type PfxContents,
  parsePfx,
} from '../certificates'
import { canonicalName, parseDomainName } from '../names'
import { proxyConfiguration } from '../reverse-proxy'
import { readWorld, serverOf, type World } from '../world'
import { openProxy } from './open-proxy'

/** `mail.contoso.com,autodiscover.contoso.com` in one word, as the program takes it, or several values. */
const hostNames: Parameter<readonly string[]> = {
  type: 'String',
  parse(value) {
    const several = multiValued(parsed('String', parseDomainName)).parse(
      typeof value === 'string' ? value.split(',') : value,
    )
    return several.ok ? ok([...new Set(several.value)]) : several
  },
}

/** The certificate in the file, or why ARRConfig cannot use it. */
async function readCertificate(
  site: Site,
  path: string,
  password: SecureString,
): Promise<Result<PfxContents>> {
  const bytes = await site.drive.read(path)
  if (!bytes)
    return refuse('ObjectNotFound', 'CertificateFileNotFound', `There is no file ${path}.`, {
      target: 'cert',
      recommendedAction: 'Copy the PFX file of the Exchange certificate to the Essentials server first.',
    })
  const pfx = await parsePfx(bytes, site.vault.open(password))
  if (pfx.ok) return pfx
  return fail({ ...pfx.error, target: pfx.error.target === 'Password' ? 'password' : 'cert' })
}

function notCovered(certificate: CertificateFacts, hosts: readonly string[]): Result<never> | null {
  const missing = hosts.filter((host) => !certificateCovers(certificate.names, host))
  return missing.length > 0
    ? refuse(
        'InvalidData',
        'HostNameNotInCertificate',
        `The certificate does not hold ${missing.join(' and ')}. It holds ${certificate.names.join(', ') || 'no name'}.`,
        {
          target: 'hostnames',
          recommendedAction: 'Leave these names out, or get a certificate that holds all of them.',
        },
      )
    : null
}

/** The Exchange server to pass on to. While migrating there are two, and ARRConfig has to be told which one. */
function findTarget(world: World, named: string | undefined): Result<Stored<Server>> {
  const { description } = world
  if (named === undefined && description?.scenario === 'migration')
    return refuse(
      'InvalidOperation',
      'TargetServerNeeded',
      'There are two Exchange servers while you migrate, and ARRConfig cannot tell which one is meant.',
      { target: 'targetserver', recommendedAction: `Add -targetserver ${description.exchange.name}.` },
    )
  const wanted = named?.split('.')[0]?.toLowerCase()
  const found = wanted
    ? world.servers.find(({ name }) => name.toLowerCase() === wanted)
    : serverOf(world, 'member')
  return found
    ? ok(found)
    : refuse(
        'ObjectNotFound',
        'TargetServerNotFound',
        `There is no server ${named ?? 'that runs Exchange'} in the network.`,
        {
          target: 'targetserver',
        },
      )
}

/** The dashboard's own name must stay on the Essentials server: passed on, Remote Web Access would be gone. */
function takesEssentialsName({ description }: World, hosts: readonly string[]): Result<never> | null {
  const own = canonicalName(description?.essentials.internetName ?? '')
  return hosts.includes(own)
    ? refuse(
        'InvalidArgument',
        'HostNameIsEssentials',
        `${own} is the name of the Essentials server itself.`,
        {
          target: 'hostnames',
          recommendedAction: 'Give only the names of the Exchange server.',
        },
      )
    : null
}

/**
 * ARRConfig.exe of Windows Server Essentials. The real program asks for the certificate's password when it
 * runs; here it is the secret argument -password, so that a runbook can go on without somebody at the prompt. A
 * shell asks for it where it is not given.
 */
const arrConfig = cmdlet<Site>()({
  name: 'ARRConfig',
  synopsis: 'Has Application Request Routing pass the names of the Exchange server on to it.',
  parameters: {
    action: mandatory(enumeration('String', 'config'), 1),
    cert: mandatory(text),
    hostnames: mandatory(hostNames),
    targetserver: text,
    password: mandatory(secureString),
  },
  async run({ cert, hostnames, targetserver, password }, site) {
    const proxy = await openProxy(site)
    if (!proxy.ok) return proxy
    if (!proxy.value.properties.urlRewrite)
      return refuse('InvalidOperation', 'UrlRewriteMissing', 'The URL Rewrite module is not installed.', {
        recommendedAction: 'Install it: Install-ApplicationRequestRouting -UrlRewrite $true.',
      })
    if (hostnames.length === 0)
      return refuse('InvalidArgument', 'HostNamesMissing', 'The host names are missing.', {
        target: 'hostnames',
      })
    const pfx = await readCertificate(site, cert, password)
    if (!pfx.ok) return pfx
    const { certificate, certificatePem, chainPem, privateKeyPem } = pfx.value
    const world = await readWorld(site)
    const refusal = notCovered(certificate, hostnames) ?? takesEssentialsName(world, hostnames)
    if (refusal) return refusal
    const target = findTarget(world, targetserver)
    if (!target.ok) return target

    const now = site.clock.now()
    const { names, notAfter, issuer } = certificate
    const before = proxy.value.properties.configured
    await site.store.update(proxyConfiguration, proxy.value, {
      configured: {
        hostNames: hostnames,
        targetServer: target.value.name,
        certificatePath: cert,
        certificate: { names, notAfter, issuer },
        at: now.toISOString(),
      },
      certificatePem,
      chainPem,
      privateKey: site.vault.seal(privateKeyPem),
    })
    return ok({
      output: hostnames.map((HostName) => ({ HostName, TargetServer: target.value.name })),
      warnings: judgeCertificate(certificate, { names: hostnames, now })
        .filter(({ severity }) => severity !== 'information')
        .map(({ message }) => message),
      undo: before ? undefined : [command('Remove-ArrConfiguration')],
    })
  },
})

/** Ours: on the real server, the server farm and its URL rewrite rules are deleted in IIS Manager. */
const removeConfiguration = cmdlet<Site>()({
  name: 'Remove-ArrConfiguration',
  synopsis: 'Takes back what ARRConfig has set: all names are answered by the Essentials server again.',
  parameters: {},
  async run(_, site) {
    const proxy = await openProxy(site)
    if (!proxy.ok) return proxy
    if (!proxy.value.properties.configured)
      return refuse('ObjectNotFound', 'ArrNotConfigured', 'ARRConfig has not set anything.')
    await site.store.update(proxyConfiguration, proxy.value, {
      configured: null,
      certificatePem: null,
      chainPem: [],
      privateKey: null,
    })
    return ok({})
  },
})

export const arrConfigCmdlets: readonly Cmdlet<Site>[] = [arrConfig, removeConfiguration]
