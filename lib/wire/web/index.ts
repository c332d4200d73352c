/** What the simulated site answers at ports 80 and 443. */
export { otherWeb } from './other-web'
export { type WebSite, type WebSiteOptions, webSite } from './web-site'
