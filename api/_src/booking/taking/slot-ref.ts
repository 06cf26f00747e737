/** One offered time of a service. */
export interface SlotRef {
  communityId: string
  serviceId: string
  startsAt: Date
}
