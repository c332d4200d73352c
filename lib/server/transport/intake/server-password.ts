import { createHmac, timingSafeEqual } from 'node:crypto'

/** What an Exchange server of the site is called when it signs in to another: its computer's account. */
export function serverAccount(server: string): string {
  return `${server.toUpperCase()}$`
}

/**
 * The password by which one of the site's servers signs in to another, over TLS or not: nobody else can know it.
 * @throws where the installation has no key
 */
export function serverPassword(server: string): string {
  const secret = process.env.SECRET_KEY
  if (!secret)
    throw new Error('SECRET_KEY is not set: start with `npm start`, which keeps one in the data directory')
  return createHmac('sha256', secret).update(`server:${server.toUpperCase()}`).digest('base64url')
}

export function isServerPassword(server: string, password: string): boolean {
  const [right, given] = [Buffer.from(serverPassword(server)), Buffer.from(password)]
  return right.length === given.length && timingSafeEqual(right, given)
}
