CREATE TABLE `filing_events` (
	`id` text PRIMARY KEY NOT NULL,
	`filing_id` text NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	FOREIGN KEY (`filing_id`) REFERENCES `filings`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `filing_events_filing_idx` ON `filing_events` (`filing_id`,`id`);--> statement-breakpoint
CREATE TABLE `filing_lines` (
	`filing_id` text NOT NULL,
	`key` text NOT NULL,
	`payload` text NOT NULL,
	`errors` text NOT NULL,
	`faults` integer NOT NULL,
	`changed_at` integer NOT NULL,
	PRIMARY KEY(`filing_id`, `key`),
	FOREIGN KEY (`filing_id`) REFERENCES `filings`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `filings` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation_id` text NOT NULL,
	`kind` text NOT NULL,
	`year` integer NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`batch_id` text,
	`reason` text,
	`simulated` integer NOT NULL,
	`source` text NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`submitted_at` integer,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `filings_organisation_idx` ON `filings` (`organisation_id`,`kind`,`year`);--> statement-breakpoint
CREATE INDEX `filings_year_idx` ON `filings` (`kind`,`year`,`state`,`id`);