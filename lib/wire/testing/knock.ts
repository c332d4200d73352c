import { connect } from 'node:net'

/**
 * What a connection to a local port meets. `silent`: the kernel sent no answer, so that neither `connect` nor an error
 * came while another connection, begun later, went there and back several times.
 */
export async function knock(port: number): Promise<'open' | 'refused' | 'silent'> {
  const socket = connect({ port, host: '127.0.0.1' })
  const met = new Promise<'open' | 'refused'>((resolve) => {
    socket.once('connect', () => resolve('open')).once('error', () => resolve('refused'))
  })
  try {
    return await Promise.race([met, aWhile()])
  } finally {
    socket.destroy()
  }
}

/** As long as ten refused connections take, one after the other. */
async function aWhile(): Promise<'silent'> {
  for (let i = 0; i < 10; i++)
    await new Promise((resolve) => connect({ port: 1, host: '127.0.0.1' }).once('error', resolve))
  return 'silent'
}
