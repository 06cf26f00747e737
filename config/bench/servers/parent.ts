/** Tells the bench the port of this server, and answers it whenever it asks for all work to be done. */
export function reportTo(port: number, settled: () => Promise<void> = async () => {}): void {
  process.on('message', () => {
    void (async () => {
      await settled()
      process.send?.('settled')
    })()
  })
  process.send?.(port)
}
