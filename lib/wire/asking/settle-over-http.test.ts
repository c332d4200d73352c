import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { settleOverHttp } from './settle-over-http'

let server: Server | undefined
afterEach(() => server?.close())

async function askWho(answers: RequestListener) {
  const opened = createServer(answers)
  server = opened
  await new Promise<void>((resolve) => opened.listen(0, '127.0.0.1', resolve))
  return settleOverHttp(`http://127.0.0.1:${(opened.address() as AddressInfo).port}`, 'token')()
}

describe('asking the process of the simulated network to catch up', () => {
  it('is refused, and ends nothing, when another program has its port now', async () => {
    const page: RequestListener = (_, response) => response.end('<h1>Welcome</h1>')
    await expect(askWho(page)).rejects.toThrow('not by a map')
  })

  it('is refused when the answer breaks off', async () => {
    const half: RequestListener = (_, response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('{"lines":[')
      setImmediate(() => response.destroy())
    }
    await expect(askWho(half)).rejects.toThrow()
  })
})
