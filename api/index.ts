import { helpContract } from '../shared/help/contract.ts'
import { compose } from './_src/compose.ts'
import { serverless } from './_src/serverless.ts'
import { everydaySlices } from './_src/slices.ts'

/** The function for everything that is not a help call. */
const { app } = compose(everydaySlices, serverless(), [helpContract])

export default { fetch: app.fetch }
