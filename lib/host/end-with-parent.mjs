// Loaded before Next into the web process. Its channel to the process that started it closes when that one
// dies, `kill -9` included; without this the web server would live on and hold the port.
process.on('disconnect', () => process.exit(0))
