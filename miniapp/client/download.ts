/** Saves a file in the browser as a download, which no blocker of windows stops. */
export function download(file: Blob, fileName: string): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  // The browser reads the bytes a moment later.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
