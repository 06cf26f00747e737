export { Gateway, type GatewayOptions } from './gateway.ts'
export { gatewayFetch } from './in-process.ts'
export { serveGateway, type GatewayServer } from './http.ts'
export type { Fault, FaultOrder } from './faults.ts'
