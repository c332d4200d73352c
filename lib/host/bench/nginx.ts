import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { nginxConf } from '@/lib/network'
import { freePort } from '../port'

export const hasNginx = () => spawnSync('nginx', ['-v']).error === undefined

async function accepts(port: number): Promise<void> {
  for (;;) {
    const socket = connect(port, '127.0.0.1')
    const open = await new Promise((resolve) =>
      socket.on('connect', () => resolve(true)).on('error', () => resolve(false)),
    )
    socket.destroy()
    if (open) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** nginx with the file that we save, and the certificate `one.pem` of the folder; one worker, as ours is one process. */
export async function startNginx(
  folder: string,
  behind: number,
): Promise<{ port: number; child: ChildProcess }> {
  const at = (name: string) => join(folder, name)
  const [http, port] = [await freePort(), await freePort()]
  const [pem, key] = [at('one.pem'), at('one.key')]
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (one) => `${one}_temp_path ${at('tmp')}/${one};`,
  )
  const sites = {
    exchange: { name: 'EXCH01', address: '192.168.0.3', hostNames: ['mail.contoso.com'] },
    essentials: { name: 'ESSENTIALS', address: '192.168.0.2', hostName: 'remote.contoso.com' },
  }
  const text = nginxConf(sites, {
    http,
    https: port,
    exchangeCertificate: pem,
    exchangeKey: key,
    ownCertificate: pem,
    ownKey: key,
    behind: () => `127.0.0.1:${behind}`,
    main: [`pid ${at('pid')};`, 'daemon off;', 'master_process off;', 'error_log stderr;'],
    inHttp: [...temporary, 'access_log off;'],
  })
  writeFileSync(at('nginx.conf'), text)
  const child = spawn('nginx', ['-p', folder, '-c', at('nginx.conf')], { stdio: 'inherit' })
  await accepts(port)
  return { port, child }
}
