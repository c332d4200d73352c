import { exchangeCertificate } from '@/lib/exchange'
import { callerOf } from '@/lib/server/execute'
import { readSite } from '@/lib/server/read-site'
import { checkAdministrator } from '@/lib/server/session'
import { exportedFile } from '@/lib/wizards/certificate-facts'

export const dynamic = 'force-dynamic'

/** What Export-ExchangeCertificate wrote for a certificate. It holds a private key: for administrators only. */
export async function GET(request: Request): Promise<Response> {
  const person = await checkAdministrator()
  if (!person.ok) return Response.json({ error: person.error }, { status: 403 })
  const thumbprint = (new URL(request.url).searchParams.get('thumbprint') ?? '').toUpperCase()
  if (!/^[0-9A-F]{40}$/.test(thumbprint)) return notThere()
  const site = await readSite(callerOf(person.value.email))
  const certificate = await site.store.find(exchangeCertificate, thumbprint)
  const file = certificate && (await site.drive.read(exportedFile(thumbprint)))
  if (!file) return notThere()
  const name = (certificate.properties.certificateDomains[0] ?? 'certificate').replace(/[^a-z0-9.-]/gi, '_')
  return new Response(new Uint8Array(file), {
    headers: {
      'content-type': 'application/x-pkcs12',
      'content-disposition': `attachment; filename="${name}.pfx"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}

function notThere(): Response {
  return Response.json({ error: 'This certificate was not exported yet' }, { status: 404 })
}
