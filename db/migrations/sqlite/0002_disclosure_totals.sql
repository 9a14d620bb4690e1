CREATE TABLE `gap_totals` (
	`run_id` text NOT NULL,
	`key` text NOT NULL,
	`region_code` text NOT NULL,
	`cut` text NOT NULL,
	`code` text NOT NULL,
	`level` text,
	`cells` integer NOT NULL,
	`span` text NOT NULL,
	`window` text NOT NULL,
	`year` integer NOT NULL,
	`last_year` integer NOT NULL,
	`demand` real NOT NULL,
	`supply` real NOT NULL,
	`gap` real NOT NULL,
	`lo80` real NOT NULL,
	`hi80` real NOT NULL,
	`lo95` real NOT NULL,
	`hi95` real NOT NULL,
	`ratio` real,
	`probability` real NOT NULL,
	`band` text NOT NULL,
	`enterprises` integer,
	`suppressed` text,
	PRIMARY KEY(`run_id`, `key`),
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `gap_totals_cut_idx` ON `gap_totals` (`run_id`,`cut`,`span`,`key`);--> statement-breakpoint
ALTER TABLE `flags` ADD `enterprises` integer;--> statement-breakpoint
ALTER TABLE `flags` ADD `suppressed` text;--> statement-breakpoint
ALTER TABLE `gaps` ADD `enterprises` integer;--> statement-breakpoint
ALTER TABLE `gaps` ADD `suppressed` text;--> statement-breakpoint
ALTER TABLE `run_series` ADD `enterprises` integer;--> statement-breakpoint
ALTER TABLE `run_series` ADD `suppressed` text;