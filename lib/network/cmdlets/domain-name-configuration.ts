import { findDescription } from '@/lib/essentials'
import type { Site } from '@/lib/exchange'
import {
  cmdlet,
  command,
  fail,
  mandatory,
  ok,
  parsed,
  type Result,
  refuse,
  secureString,
  switchParameter,
  text,
} from '@/lib/shell'
import { judgeCertificate, type PfxContents, parsePfx } from '../certificates'
import { canonicalName, parseHostName } from '../names'
import { type WebCertificate, webCertificate, webCertificateName } from '../web-certificate'

/**
 * The certificate page of the Anywhere Access wizard: a PFX for the name of Remote Web Access. The name itself
 * belongs to the site's description.
 */
const setConfiguration = cmdlet<Site>()({
  name: 'Set-WssDomainNameConfiguration',
  synopsis: 'Gives the Essentials server a certificate for its own Internet name.',
  parameters: {
    DomainName: mandatory(parsed('String', parseHostName), 1),
    CertificatePath: mandatory(text, 2),
    CertificateFilePassword: secureString,
    NoCertificateVerification: switchParameter,
    Manual: switchParameter,
  },
  async run(given, site) {
    const named = await checkName(given.DomainName, site)
    if (!named.ok) return named
    const password = given.CertificateFilePassword ? site.vault.open(given.CertificateFilePassword) : ''
    const pfx = await readPfx(given.CertificatePath, password, site)
    if (!pfx.ok) return pfx
    const findings = judgeCertificate(pfx.value.certificate, {
      names: [named.value],
      now: site.clock.now(),
    })
    const [wrong] = given.NoCertificateVerification
      ? []
      : findings.filter(({ severity }) => severity === 'error')
    if (wrong)
      return refuse('InvalidData', wrong.id, wrong.message, {
        target: 'CertificatePath',
        recommendedAction: wrong.recommendedAction,
      })
    const undo = await keep(named.value, pfx.value, site)
    return ok({
      output: [{ DomainName: named.value, Thumbprint: pfx.value.certificate.thumbprint }],
      warnings: findings.filter(({ severity }) => severity !== 'information').map(({ message }) => message),
      ...undo,
    })
  },
})

async function checkName(given: string, site: Site): Promise<Result<string>> {
  const own = canonicalName((await findDescription(site))?.essentials.internetName ?? '')
  const name = canonicalName(given)
  return name === own
    ? ok(name)
    : refuse(
        'InvalidArgument',
        'DomainNameDiffers',
        `The Essentials server is ${own} on the Internet, not ${name}.`,
        {
          target: 'DomainName',
          recommendedAction: `Give ${own}, or change the description of the site first.`,
        },
      )
}

async function readPfx(path: string, password: string, site: Site): Promise<Result<PfxContents>> {
  const bytes = await site.drive.read(path)
  if (!bytes)
    return refuse('ObjectNotFound', 'PathNotFound', `Cannot find path '${path}' because it does not exist.`, {
      target: 'CertificatePath',
      recommendedAction: 'Copy the PFX file to the Essentials server first.',
    })
  const pfx = await parsePfx(bytes, password)
  if (pfx.ok) return pfx
  const target = pfx.error.target === 'Password' ? 'CertificateFilePassword' : 'CertificatePath'
  return fail({ ...pfx.error, target })
}

async function keep(domainName: string, { certificate: facts, ...pfx }: PfxContents, { store, vault }: Site) {
  const given: WebCertificate = {
    domainName,
    facts,
    certificatePem: pfx.certificatePem,
    chainPem: pfx.chainPem,
    privateKey: vault.seal(pfx.privateKeyPem),
  }
  const before = await store.find(webCertificate, webCertificateName)
  if (before) await store.update(webCertificate, before, given)
  else await store.insert(webCertificate, webCertificateName, given)
  return before ? {} : { undo: [command('Remove-WssDomainNameCertificate')] }
}

/** Ours: on the real server, the binding of the Default Web Site is set back in IIS Manager. */
const removeCertificate = cmdlet<Site>()({
  name: 'Remove-WssDomainNameCertificate',
  synopsis: 'Takes the certificate of Remote Web Access away: the server shows its own again.',
  parameters: {},
  async run(_, { store }) {
    const kept = await store.find(webCertificate, webCertificateName)
    if (!kept)
      return refuse('ObjectNotFound', 'NoWebCertificate', 'The Essentials server was given no certificate.')
    await store.remove(webCertificate, kept)
    return ok({})
  },
})

export const domainNameCmdlets = [setConfiguration, removeCertificate]
