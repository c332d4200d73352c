import { createServer, type Socket } from 'node:net'

/** What a server says to a line; null ends the connection without a word. `message` is what came after DATA. */
export type Script = (line: string, message?: string) => string | null | Promise<string>

export interface ScriptedSmtp {
  readonly port: number
  readonly connections: number
  /** All that clients said, message texts as one. */
  readonly heard: readonly string[]
  readonly messages: readonly string[]
  close(): Promise<void>
}

export const ehlo =
  '250-mail.fabrikam.com Hello\r\n250-SIZE 1000000\r\n250-DSN\r\n250-8BITMIME\r\n250 PIPELINING'

/** Takes every message. */
export const accepting: Script = (line) => {
  if (/^(EHLO|HELO)/.test(line)) return ehlo
  if (line === 'DATA') return '354 Start mail input'
  return line === 'QUIT' ? '221 2.0.0 Bye' : '250 2.1.0 OK'
}

/** An SMTP server on 127.0.0.1 that says what a test wants. It knows no TLS: a handshake ends the connection. */
export async function scriptedSmtp(
  script: Script,
  greeting: string | null = '220 mail.fabrikam.com',
): Promise<ScriptedSmtp> {
  const heard: string[] = []
  const messages: string[] = []
  const sockets = new Set<Socket>()
  let connections = 0
  const server = createServer((socket) => {
    connections += 1
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    const say = (reply: string | null) => (reply === null ? socket.destroy() : socket.write(`${reply}\r\n`))
    say(greeting)
    let rest = ''
    let data: string[] | null = null
    let inHandshake = false
    socket.setEncoding('latin1')
    socket.on('data', (chunk: string) => {
      if (inHandshake) return void socket.destroy()
      const lines = (rest + chunk).split('\r\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        if (data && line !== '.') data.push(line)
        else if (data) {
          messages.push(data.join('\n'))
          void Promise.resolve(script('.', data.join('\n'))).then(say)
          data = null
        } else {
          heard.push(line)
          const reply = script(line)
          if (typeof reply === 'string' && reply.startsWith('354')) data = []
          inHandshake = line === 'STARTTLS' && typeof reply === 'string' && reply.startsWith('220')
          void Promise.resolve(reply).then(say)
        }
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    get connections() {
      return connections
    },
    heard,
    messages,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
