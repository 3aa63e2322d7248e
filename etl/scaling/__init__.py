"""More documents than one machine reads: chunks of them on a cluster, a lake of what they say."""
