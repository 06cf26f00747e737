interface FileName {
  communityId: string
  id: string
}

/** Where a phone puts a file. Nobody is ever given a link to this. */
export function rawKey({ communityId, id }: FileName): string {
  return `raw/${communityId}/${id}`
}

/** Where the checked and cleaned file stands. */
export function keptKey({ communityId, id }: FileName): string {
  return `kept/${communityId}/${id}`
}
