import { completeRequest, parsePfx } from '@/lib/network'
import {
  boolean,
  bytes,
  type FileContent,
  type Outcome,
  ok,
  type Result,
  refuse,
  secureString,
  switchParameter,
  text,
} from '@/lib/shell'
import { quoted } from '../../directory/quoted'
import { certificateRecord } from '../../organization/certificate-record'
import { showObject } from '../../organization/definition'
import { type ExchangeCertificate, exchangeCertificate } from '../../organization/exchange-certificate'
import type { Site, Stored } from '../../store'
import { exchangeCmdlet, only } from '../exchange-cmdlet'
import { insertObject } from '../insert-object'
import { requireCertificateServer } from './require-certificate'

export const importCertificate = exchangeCmdlet({
  name: 'Import-ExchangeCertificate',
  synopsis: 'Brings a certificate with its key to the server, or the answer to a certificate request.',
  parameters: {
    FileData: bytes,
    FileName: only(['2013'], text),
    Password: secureString,
    FriendlyName: text,
    PrivateKeyExportable: boolean,
    Server: text,
    // In no version's reference, but in the script that everybody copies: it is taken and does nothing.
    Force: switchParameter,
  },
  run: async ({ FileData, FileName, Password, FriendlyName, PrivateKeyExportable = false, Server }, site) => {
    const path = onePath(FileData, FileName)
    if (!path.ok) return path
    const server = await requireCertificateServer(site, Server)
    if (!server.ok) return server
    const content = await site.drive.read(path.value)
    if (!content) return noSuchFile(path.value)
    const answered = Password ? null : await completePending(content, server.value.name, site)
    if (answered) return answered
    const pfx = await parsePfx(content, Password ? site.vault.open(Password) : '')
    if (!pfx.ok) return pfx
    const { certificate: facts, friendlyName } = pfx.value
    const record = certificateRecord(
      { ...pfx.value, facts },
      {
        server: server.value.name,
        friendlyName: FriendlyName ?? friendlyName ?? '',
        privateKeyExportable: PrivateKeyExportable,
      },
      site,
    )
    const imported = await insertObject(exchangeCertificate, facts.thumbprint, record, site)
    return imported.ok ? withDates(imported.value, record, site) : alreadyThere(imported, facts.thumbprint)
  },
})

/** FileData and FileName are two parameter sets: one of them has to be given. */
function onePath(data: FileContent | undefined, name: string | undefined): Result<string> {
  const path = data?.path ?? name
  return path !== undefined && (data === undefined || name === undefined)
    ? ok(path)
    : refuse(
        'InvalidArgument',
        'AmbiguousParameterSet',
        'Parameter set cannot be resolved using the specified named parameters.',
        { target: 'FileData', recommendedAction: 'Give either -FileData or -FileName.' },
      )
}

function withDates(outcome: Outcome, { facts }: ExchangeCertificate, { clock }: Site): Result<Outcome> {
  const expired = facts !== null && new Date(facts.notAfter) < clock.now()
  return ok(
    expired
      ? { ...outcome, warnings: [`The certificate expired on ${facts.notAfter.slice(0, 10)}.`] }
      : outcome,
  )
}

function noSuchFile(path: string): Result<never> {
  return refuse(
    'ObjectNotFound',
    'PathNotFound',
    `Cannot find path ${quoted(path)} because it does not exist.`,
    {
      target: 'FileData',
      recommendedAction: 'Copy the certificate file to the server first.',
    },
  )
}

function alreadyThere(failed: Result<Outcome>, thumbprint: string): Result<Outcome> {
  return !failed.ok && failed.error.errorId === 'ObjectAlreadyExists'
    ? refuse(
        'ResourceExists',
        'CertificateAlreadyExists',
        `Cannot import certificate. A certificate with the thumbprint ${thumbprint} already exists.`,
        {
          target: 'FileData',
          recommendedAction: 'Use the certificate that is there: Enable-ExchangeCertificate.',
        },
      )
    : failed
}

/**
 * The answer of a certification authority has no key of its own: it completes the request that it was issued
 * for. Null where no request is pending, or the file is a PFX, which needs none.
 */
async function completePending(
  content: Uint8Array,
  server: string,
  site: Site,
): Promise<Result<Outcome> | null> {
  const all = await site.store.list(exchangeCertificate)
  const pending = all.filter(
    ({ properties }) => properties.status === 'PendingRequest' && properties.server === server,
  )
  let refused: Result<never> | null = null
  for (const request of pending) {
    const sealed = { kind: 'secure', prompt: '', sealed: request.properties.privateKey } as const
    const privateKeyPem = site.vault.open(sealed)
    const completed = completeRequest(privateKeyPem, content)
    if (completed.ok) return complete(request, { ...completed.value, privateKeyPem }, site)
    if (completed.error.errorId === 'CertificateKeyMismatch') refused = completed
  }
  return refused
}

async function complete(
  request: Stored<ExchangeCertificate>,
  answer: {
    certificate: NonNullable<ExchangeCertificate['facts']>
    certificatePem: string
    chainPem: readonly string[]
    privateKeyPem: string
  },
  site: Site,
): Promise<Result<Outcome>> {
  const { server, friendlyName, privateKeyExportable } = request.properties
  const record = certificateRecord(
    { ...answer, facts: answer.certificate },
    { server, friendlyName, privateKeyExportable },
    site,
  )
  const updated = await site.store.update(exchangeCertificate, request, record, answer.certificate.thumbprint)
  if (!updated.ok) return alreadyThere(updated, answer.certificate.thumbprint)
  return withDates({ output: [showObject(exchangeCertificate, updated.value)] }, record, site)
}
