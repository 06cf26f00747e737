import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'

interface StoredObject {
  bytes: Uint8Array<ArrayBuffer>
  contentType: string
}

/** Objects as files of one folder: the type in the first line, then the bytes. A write is seen whole or not at all. */
export function openFolder(folder: string) {
  const fileOf = (key: string) => path.join(folder, ...key.split('/'))

  return {
    async write(key: string, bytes: Uint8Array, contentType: string): Promise<void> {
      const file = fileOf(key)
      await mkdir(path.dirname(file), { recursive: true })
      const fresh = `${file}.${process.hrtime.bigint()}.part`
      await writeFile(fresh, Buffer.concat([Buffer.from(`${contentType}\n`), bytes]))
      await rename(fresh, file)
    },

    async read(key: string): Promise<StoredObject | undefined> {
      const file = await readFile(fileOf(key)).catch(() => undefined)
      if (!file) return undefined
      const end = file.indexOf(0x0a)
      return { contentType: file.toString('latin1', 0, end), bytes: new Uint8Array(file.subarray(end + 1)) }
    },

    async remove(key: string): Promise<void> {
      await rm(fileOf(key), { force: true })
    },

    async keys(): Promise<string[]> {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
      return entries
        .filter((entry) => entry.isFile() && !entry.name.endsWith('.part'))
        .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
        .toSorted()
    },
  }
}
