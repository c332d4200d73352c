import { createHmac, randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { appVersion } from './project'

/** What the web process is told. */
export function webEnvironment(web: {
  port: number
  databaseUrl: string
  dataDir: string
  distDir: string
  development: boolean
  publicUrl?: string
  secretKey?: string
}): Record<string, string> {
  const secretKey = web.secretKey ?? readSecretKey(web.dataDir)
  return {
    PORT: String(web.port),
    DATABASE_URL: web.databaseUrl,
    DATA_DIR: web.dataDir,
    NEXT_DIST_DIR: web.distDir,
    NODE_ENV: web.development ? 'development' : 'production',
    SECRET_KEY: secretKey,
    NEXTAUTH_URL: web.publicUrl ?? `http://localhost:${web.port}`,
    NEXTAUTH_SECRET: createHmac('sha256', secretKey).update('next-auth').digest('base64url'),
    APP_VERSION: appVersion(),
    NEXT_TELEMETRY_DISABLED: '1',
  }
}

/** The key of a data folder: 32 random bytes as base64url, made at its first use, for its owner's eyes only. */
export function readSecretKey(dataDir: string): string {
  const path = join(dataDir, 'secret.key')
  if (!existsSync(path)) makeSecretKey(dataDir, path)
  return readFileSync(path, 'utf8').trim()
}

/** Written whole under another name first: of two processes that make it at once, both read the same key. */
function makeSecretKey(dataDir: string, path: string): void {
  mkdirSync(dataDir, { recursive: true })
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 })
  try {
    linkSync(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft)
  }
}
