import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** "OpenSSL 3.0.19 …", or null where this computer has none: the tests that need it are then skipped. */
export const OPENSSL_VERSION = versionOf()

function versionOf(): string | null {
  try {
    return execFileSync('openssl', ['version'], { encoding: 'utf8' }).trim()
  } catch {
    return null
  }
}

if (!OPENSSL_VERSION)
  console.warn('SKIPPED: tests that need openssl, which is not on the PATH of this computer.')

/** The real openssl in a folder of its own: makes the files that we read, and judges those that we make. */
export class Openssl {
  readonly folder = mkdtempSync(join(tmpdir(), 'certificates-'))

  /** Runs `openssl …` in the folder; gives what it wrote to stdout and stderr. Throws where it fails. */
  run(...args: string[]): string {
    const ran = spawnSync('openssl', args, { cwd: this.folder, encoding: 'utf8' })
    if (ran.status !== 0) throw new Error(`openssl ${args.join(' ')}: ${ran.stderr}`)
    return ran.stdout + ran.stderr
  }

  read(file: string): Buffer {
    return readFileSync(join(this.folder, file))
  }

  write(file: string, content: string | Uint8Array): string {
    writeFileSync(join(this.folder, file), content)
    return file
  }

  /** `name.key` and a self-signed `name.crt`; `key` as for -newkey, `days` may lie in the past. */
  selfSigned(
    name: string,
    { key = 'rsa:2048', subject = `/CN=${name}.contoso.com`, san = '', extra = [] as string[] } = {},
  ) {
    const curve = key.startsWith('ec:')
      ? ['-newkey', 'ec', '-pkeyopt', `ec_paramgen_curve:${key.slice(3)}`]
      : ['-newkey', key]
    const names = san ? ['-addext', `subjectAltName=${san}`] : []
    const out = ['-keyout', `${name}.key`, '-out', `${name}.crt`]
    this.run('req', '-x509', '-nodes', ...curve, '-subj', subject, '-days', '365', ...names, ...out, ...extra)
  }

  /** `name.key` and `name.crt`, signed by `issuer`. */
  issued(name: string, issuer: string, { ca = false, subject = `/CN=${name}.contoso.com` } = {}) {
    this.run(
      'req',
      '-new',
      '-nodes',
      '-newkey',
      'rsa:2048',
      '-subj',
      subject,
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.csr`,
    )
    const extensions = ca ? 'basicConstraints=critical,CA:TRUE' : `subjectAltName=DNS:${name}.contoso.com`
    this.write(`${name}.ext`, extensions)
    const signer = ['-CA', `${issuer}.crt`, '-CAkey', `${issuer}.key`, '-CAcreateserial']
    this.run(
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      ...signer,
      '-days',
      '90',
      '-extfile',
      `${name}.ext`,
      '-out',
      `${name}.crt`,
    )
  }

  /** A PFX of `name.key` and `name.crt`. */
  pfx(name: string, password: string, ...options: string[]): Buffer {
    this.run(
      ...['pkcs12', '-export', '-inkey', `${name}.key`, '-in', `${name}.crt`, '-out', 'out.pfx'],
      ...['-passout', `pass:${password}`, ...options],
    )
    return this.read('out.pfx')
  }

  close() {
    rmSync(this.folder, { recursive: true })
  }
}
