import { createSelfSigned, parseSubject } from '@/lib/network'
import {
  aliased,
  boolean,
  enumeration,
  multiValued,
  ok,
  piped,
  type Result,
  switchParameter,
  text,
} from '@/lib/shell'
import { acceptedDomain } from '../../organization/accepted-domain'
import { certificateRecord } from '../../organization/certificate-record'
import { showObject } from '../../organization/definition'
import { type ExchangeCertificate, exchangeCertificate } from '../../organization/exchange-certificate'
import type { Site, Stored } from '../../store'
import type { ExchangeServer } from '../../topology/exchange-server'
import { since } from '../../topology/exchange-version'
import { exchangeCmdlet, only } from '../exchange-cmdlet'
import { removal } from '../remove-cmdlet'
import { type Asked, makeRequest } from './certificate-request'
import { allowedServices, assignServices } from './enable-certificate'
import { requireCertificate, requireCertificateServer } from './require-certificate'

const keySize = enumeration('Int32', '1024', '2048', '4096')

export const newCertificate = exchangeCmdlet({
  name: 'New-ExchangeCertificate',
  synopsis: 'Makes a self-signed certificate, or a request for a certification authority.',
  parameters: {
    /** The certificate to renew, from the pipeline: its subject, names and friendly name are taken over. */
    Instance: piped(aliased(text, 'Thumbprint')),
    GenerateRequest: switchParameter,
    SubjectName: text,
    DomainName: multiValued(text),
    FriendlyName: text,
    KeySize: keySize,
    PrivateKeyExportable: boolean,
    Services: allowedServices,
    IncludeAcceptedDomains: switchParameter,
    IncludeAutoDiscover: switchParameter,
    IncludeServerFQDN: switchParameter,
    IncludeServerNetBIOSName: switchParameter,
    RequestFile: only(since('2013'), text),
    BinaryEncoded: switchParameter,
    Server: text,
    Force: switchParameter,
  },
  run: async (given, site) => {
    const server = await requireCertificateServer(site, given.Server)
    if (!server.ok) return server
    const renewed = given.Instance === undefined ? ok(null) : await requireCertificate(site, given.Instance)
    if (!renewed.ok) return renewed
    const before = renewed.value?.properties
    const names = await domainNames(given, server.value, site)
    const asked: Asked = {
      subject: given.SubjectName ?? before?.subject ?? `CN=${server.value.name}`,
      names: names.length > 0 ? names : (before?.certificateDomains ?? []),
      friendlyName: given.FriendlyName ?? before?.friendlyName ?? 'Microsoft Exchange',
      privateKeyExportable: given.PrivateKeyExportable ?? false,
      keySize: Number(given.KeySize ?? 2048),
      binary: given.BinaryEncoded ?? false,
    }
    if (given.GenerateRequest) return makeRequest(asked, given.RequestFile, server.value.name, site)
    const made = await makeSelfSigned(asked, server.value.name, site)
    if (!made.ok) return made
    const wanted = (given.Services ?? ['SMTP']).filter(
      (one) => one === 'IMAP' || one === 'POP' || one === 'IIS' || one === 'SMTP',
    )
    const assigned = await assignServices(made.value, wanted, given.Force ?? false, site)
    if (!assigned.ok) return assigned
    const after = await site.store.find(exchangeCertificate, made.value.name)
    return ok({
      output: [showObject(exchangeCertificate, after ?? made.value)],
      warnings: assigned.value.warnings ?? [],
      undo: [...(assigned.value.undo ?? []), removal(exchangeCertificate, made.value.name)],
    })
  },
})

interface Inclusions {
  readonly DomainName: readonly string[] | undefined
  readonly IncludeAcceptedDomains: boolean | undefined
  readonly IncludeAutoDiscover: boolean | undefined
  readonly IncludeServerFQDN: boolean | undefined
  readonly IncludeServerNetBIOSName: boolean | undefined
}

/** The names that were given, and those that the Include- switches stand for. */
async function domainNames(
  given: Inclusions,
  { name, properties }: Stored<ExchangeServer>,
  { store }: Site,
): Promise<readonly string[]> {
  const accepted = (await store.list(acceptedDomain)).map(({ properties: { domainName } }) => domainName)
  const names = [
    ...(given.DomainName ?? []).flatMap((one) => one.split(',')).map((one) => one.trim()),
    ...(given.IncludeAcceptedDomains ? accepted : []),
    ...(given.IncludeAutoDiscover ? accepted.map((domain) => `autodiscover.${domain}`) : []),
    ...(given.IncludeServerFQDN ? [properties.fqdn] : []),
    ...(given.IncludeServerNetBIOSName ? [name.toLowerCase()] : []),
  ]
  return [...new Set(names.filter((one) => one !== ''))]
}

async function makeSelfSigned(
  asked: Asked,
  server: string,
  site: Site,
): Promise<Result<Stored<ExchangeCertificate>>> {
  const subject = parseSubject(asked.subject)
  if (!subject.ok) return subject
  const commonName = subject.value.findLast(({ name }) => name === 'CN')?.value ?? server
  const made = await createSelfSigned({
    commonName,
    names: asked.names,
    keySize: asked.keySize,
    now: site.clock.now(),
  })
  if (!made.ok) return made
  const { friendlyName, privateKeyExportable } = asked
  const record = certificateRecord(
    { ...made.value, chainPem: [] },
    { server, friendlyName, privateKeyExportable },
    site,
  )
  return site.store.insert(exchangeCertificate, made.value.facts.thumbprint, record)
}
